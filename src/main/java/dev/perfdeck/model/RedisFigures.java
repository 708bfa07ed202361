package dev.perfdeck.model;

/// What Redis said of itself at the last look; NaN or -1 where it does not say.
///
/// @param keyspaceHitRatePercent of the server's own counters over the span asked for, without the console's reads
/// @param operationsPerSecond    now
/// @param usedMemory             in bytes
/// @param maxMemory              in bytes; 0 where there is no limit
/// @param policy                 what it does when memory is full: `noeviction`, `allkeys-lru`, …
/// @param evictionsPerSecond     over the last 10 s
/// @param expirationsPerSecond   over the last 10 s
/// @param clients                connected, the console's own included
/// @param bytesInPerSecond       from the network, over the last 10 s
/// @param bytesOutPerSecond      to the network, over the last 10 s
/// @param keys                   in all databases
/// @param mode                   `standalone`, `sentinel` or `cluster`
public record RedisFigures(
        double keyspaceHitRatePercent,
        double operationsPerSecond,
        long usedMemory,
        long maxMemory,
        String policy,
        double evictionsPerSecond,
        double expirationsPerSecond,
        long clients,
        double bytesInPerSecond,
        double bytesOutPerSecond,
        long keys,
        String mode) {
    /// Whether these are the figures of one node of a cluster.
    public boolean ofCluster() {
        return mode.equals("cluster");
    }
}
