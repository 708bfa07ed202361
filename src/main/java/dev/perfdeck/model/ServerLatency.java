package dev.perfdeck.model;

/// How long a Redis server took over its commands, as the server itself measures it: execution only, without queue and
/// network. It counts in buckets that double, so a percentile is known as a range and never as a number: more than
/// `low`, at most `high` microseconds. [#UNBOUNDED] as `high`: over a second, of which Redis tells no more.
///
/// @param calls commands in the interval, all kinds merged
public record ServerLatency(
        long calls,
        long p50LowMicros,
        long p50HighMicros,
        long p95LowMicros,
        long p95HighMicros,
        long p99LowMicros,
        long p99HighMicros) {
    public static final long UNBOUNDED = Long.MAX_VALUE;
}
