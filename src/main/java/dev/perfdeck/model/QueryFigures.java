package dev.perfdeck.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Figures of an application's named queries since they were last reset.
public record QueryFigures(
        long total, long slow, long slowThresholdMillis, List<Named> queries, List<NPlusOne> nPlusOne) {
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

    /// What the program asks for one by one where it could ask once.
    ///
    /// @param statement   SQL without its literals, or the cache's key with `*` for what differs
    /// @param callSite    the line of the program that asks, as `class.method(File.java:12)`; empty where not known
    /// @param count       times asked, in all units of work
    /// @param units       units of work (requests, scopes) in which it was found
    /// @param totalMillis time spent on it, in all units; NaN where it was not measured
    /// @param replacement what would replace it, to be read by a person; empty where there is nothing to propose
    public record NPlusOne(
            Kind kind,
            String statement,
            String callSite,
            long count,
            long units,
            double totalMillis,
            String replacement,
            Optional<Instant> lastSeenAt) {
        public enum Kind {
            QUERY,
            CACHE
        }
    }

    /// The same, with what is asked one by one.
    public QueryFigures with(List<NPlusOne> found) {
        return new QueryFigures(total, slow, slowThresholdMillis, queries, List.copyOf(found));
    }

    public static QueryFigures none(long slowThresholdMillis) {
        return new QueryFigures(0, 0, slowThresholdMillis, List.of(), List.of());
    }
}
