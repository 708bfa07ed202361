package dev.perfdeck.model.advice;

import java.util.List;
import java.util.Optional;

/// Whether a statement's answers are better cached, its table indexed, both or neither.
///
/// @param ttlSeconds          suggested time to live
/// @param predictedHitRate    0 to 1
/// @param savedMillisPerSecond by the cache: execution time saved in each second
/// @param indexSavedMillisPerSecond by the advised indexes alone
/// @param tie                 to the application's resource type that seems to hold it; empty where none is known
/// @param summary             one sentence for a person
public record CacheAdvice(
        long queryId,
        String query,
        Choice choice,
        double callsPerSecond,
        double writesPerSecond,
        double ttlSeconds,
        double predictedHitRate,
        double savedMillisPerSecond,
        double indexSavedMillisPerSecond,
        Optional<CacheTie> tie,
        String summary,
        List<String> evidence) {
    public enum Choice {
        CACHE,
        INDEX,
        BOTH,
        NEITHER
    }

    public CacheAdvice {
        evidence = List.copyOf(evidence);
    }
}
