package dev.perfdeck.model;

/// What the operator promised.
///
/// @param apiP95Millis        met when the P95 of the last 5 minutes is below it
/// @param cacheHitRatePercent met when hits / (hits + misses) of the last 5 minutes is at or above it
/// @param slowQueryMillis     a query at or over it is slow (a threshold, not a target)
public record Targets(double apiP95Millis, double cacheHitRatePercent, long slowQueryMillis) {
    public static final Targets DEFAULT = new Targets(5000, 60.0, 1000);
}
