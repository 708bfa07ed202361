package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.stats.Counter;
import java.util.Map;

/// What was counted of one resource type, or of all.
///
/// @param nearHits  hits that came from this process's memory; part of `hits`
/// @param stale     values served past their time because their loader failed
/// @param refreshes loads ahead of time
public record TypeFigures(
        long hits,
        long misses,
        long sets,
        long deletes,
        long errors,
        long nearHits,
        long stale,
        long loads,
        long refreshes) {
    static TypeFigures of(Map<Counter, Long> counts) {
        return new TypeFigures(
                count(counts, Counter.HITS),
                count(counts, Counter.MISSES),
                count(counts, Counter.SETS),
                count(counts, Counter.DELETES),
                count(counts, Counter.ERRORS),
                count(counts, Counter.NEAR_HITS),
                count(counts, Counter.STALE),
                count(counts, Counter.LOADS),
                count(counts, Counter.REFRESHES));
    }

    private static long count(Map<Counter, Long> counts, Counter counter) {
        return counts.getOrDefault(counter, 0L);
    }

    /// In percent; NaN when nothing was asked.
    public double hitRatePercent() {
        return hits + misses == 0 ? Double.NaN : 100.0 * hits / (hits + misses);
    }
}
