package dev.perfdeck.core.query;

import dev.perfdeck.model.QueryFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The calls of one query over a window. Times in milliseconds, within 1 % of what was measured; NaN with no call.
///
/// @param name       of the query, or its [shape][dev.perfdeck.core.query.call.SqlShape] where it has none
/// @param window     what is covered, rounded up to slots of ten seconds, beyond five minutes to minutes
/// @param rows       read or changed
/// @param lastSlowAt of all times, also before the window
public record QueryProfile(
        String name,
        Duration window,
        long count,
        long errors,
        long rows,
        double meanMillis,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double maxMillis,
        long slow,
        Optional<Instant> lastSlowAt) {
    QueryFigures.Named named() {
        return new QueryFigures.Named(
                name, count, errors, meanMillis, p50Millis, p95Millis, p99Millis, maxMillis, slow, lastSlowAt);
    }
}
