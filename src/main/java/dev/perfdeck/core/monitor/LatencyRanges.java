package dev.perfdeck.core.monitor;

import dev.perfdeck.model.ServerLatency;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Turns what a server counted since it began into the percentiles between two readings, as ranges. Where the counts
/// began anew there is a new baseline and no figure. Pure arithmetic; not safe for several threads.
final class LatencyRanges {
    /// Redis counts a longer call as one second.
    private static final long LONGEST_MICROS = 1_000_000;

    private @Nullable CommandLatencies last;

    /// The next reading is a baseline.
    void restarted() {
        last = null;
    }

    /// Empty for a baseline, and where nothing was called.
    Optional<ServerLatency> next(CommandLatencies now) {
        var before = last;
        last = now;
        if (before == null || now.restartedSince(before)) {
            return Optional.empty();
        }
        var counts = now.since(before);
        var calls = counts.values().stream().mapToLong(Long::longValue).sum();
        return calls == 0 ? Optional.empty() : Optional.of(ranges(counts, calls));
    }

    private static ServerLatency ranges(SortedMap<Long, Long> counts, long calls) {
        var p50 = bound(counts, calls, 50);
        var p95 = bound(counts, calls, 95);
        var p99 = bound(counts, calls, 99);
        return new ServerLatency(calls, low(p50), high(p50), low(p95), high(p95), low(p99), high(p99));
    }

    /// Upper bound of the bucket in which that share of all calls has ended.
    private static long bound(SortedMap<Long, Long> counts, long calls, int percentile) {
        var rank = Math.ceilDiv(calls * percentile, 100);
        var passed = 0L;
        for (var bucket : counts.entrySet()) {
            passed += bucket.getValue();
            if (passed >= rank) {
                return bucket.getKey();
            }
        }
        return counts.lastKey();
    }

    /// Bounds double, rounded down: the one before 33 is 16.
    private static long low(long bound) {
        return bound / 2;
    }

    private static long high(long bound) {
        return bound >= LONGEST_MICROS ? ServerLatency.UNBOUNDED : bound;
    }
}
