package dev.perfdeck.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Figures of an application's named queries since they were last reset.
public record QueryFigures(long total, long slow, long slowThresholdMillis, List<Named> queries) {
    /// Times in milliseconds; NaN where nothing was measured.
    public record Named(
            String name,
            long count,
            long errors,
            double meanMillis,
            double p50Millis,
            double p95Millis,
            double p99Millis,
            double maxMillis,
            long slow,
            Optional<Instant> lastSlowAt) {}

    public static QueryFigures none(long slowThresholdMillis) {
        return new QueryFigures(0, 0, slowThresholdMillis, List.of());
    }
}
