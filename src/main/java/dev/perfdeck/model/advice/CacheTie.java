package dev.perfdeck.model.advice;

import java.util.List;

/// A statement tied to the resource type of the application's cache that it seems to fill.
///
/// @param missMillis          what a miss costs: the statement's own time
/// @param measuredHitRate     0 to 1; NaN when nothing was read lately
/// @param worthMillisPerSecond database time that the hits save in each second
/// @param ttlSeconds          that its keys live; NaN where it is not known
/// @param evidence            sentences for a person
public record CacheTie(
        String type,
        double missMillis,
        double measuredHitRate,
        double worthMillisPerSecond,
        double ttlSeconds,
        Fit fit,
        List<String> evidence) {
    /// How its time to live fits the rate of writes.
    public enum Fit {
        FITS,
        TOO_LONG,
        TOO_SHORT,
        UNKNOWN
    }

    public CacheTie {
        evidence = List.copyOf(evidence);
    }
}
