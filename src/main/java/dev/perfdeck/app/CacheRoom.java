package dev.perfdeck.app;

import dev.perfdeck.core.cache.Invalidation;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.InvalidationRun;
import dev.perfdeck.model.KeySample;
import dev.perfdeck.model.RedisFigures;
import dev.perfdeck.model.RedisNode;
import dev.perfdeck.model.ServerLatency;
import dev.perfdeck.model.SlowCommand;
import dev.perfdeck.model.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything about the cache of the environment. Readers answer from memory at once, on any thread; the verbs start
/// work on a thread of their own and return its [Job].
public interface CacheRoom {
    /// The namespace that is watched, as `app`.
    String namespace();

    /// All resource types together, within the span.
    CacheFigures figures(Duration span);

    /// By resource type, in order of their names; empty where the application keeps no counters by type.
    List<CacheType> types(Duration span);

    /// Hit rate in percent, smoothed over 10 s, by resource type; all windows over the same seconds.
    Map<String, Window> hitRates(Duration span);

    /// Hit rate in percent of the server's keyspace counters, the console's own reads taken off.
    Window serverHitRate(Duration span);

    /// Reads per second of the application: hits and misses.
    Window reads(Duration span);

    Window memory(Duration span);

    Window evictions(Duration span);

    /// Empty before the first answer.
    Optional<RedisFigures> redis(Duration span);

    /// What the server measured of its commands, as ranges of its buckets; empty where it has no LATENCY HISTOGRAM.
    Optional<ServerLatency> serverLatency();

    /// Milliseconds of one command there and back, as the console itself measures each tick: P50, P95 and P99 of the
    /// span.
    Optional<Percentiles> clientLatency(Duration span);

    record Percentiles(double p50Millis, double p95Millis, double p99Millis) {}

    /// Newest first.
    List<SlowCommand> slowCommands();

    /// Empty for a server that stands alone.
    List<RedisNode> nodes();

    /// Takes a sample of what lives in the cache: bounded and paced. Its progress is the number of keys looked at.
    ///
    /// @param lifetimes asks for types, times to live and, under an LFU policy, uses too. The server counts each
    ///                  question as a hit, and the rates shown leave them out; without, no counter moves
    Job<KeySample, Long> sample(boolean lifetimes);

    /// The last sample that was taken.
    Optional<KeySample> lastSample();

    /// Walks past all keys; removes what the pattern matches, or in a dry run only counts it. An empty pattern or `*`
    /// is refused unless `everything` says that it is meant.
    Job<InvalidationRun, InvalidationRun> invalidate(String pattern, boolean everything, boolean dryRun);

    /// Makes all entries of the namespace invalid at once by a new epoch; the old ones expire by themselves.
    Job<InvalidationRun, InvalidationRun> newEpoch();

    /// Whether a pattern takes every key, so that it needs the word that everything is meant.
    static boolean takesAll(String pattern) {
        return Invalidation.of(pattern).takesAll();
    }

    /// Changes the target, also in the configuration file where there is one.
    ///
    /// @throws FaultException when the file cannot be written; the target then holds for the session
    void hitRateTarget(double percent);

    /// The file that keeps a changed target; empty where it holds for the session only.
    Optional<Path> targetFile();
}
