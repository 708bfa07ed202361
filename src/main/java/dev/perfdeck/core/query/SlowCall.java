package dev.perfdeck.core.query;

import java.time.Duration;
import java.time.Instant;

/// One call at or over the threshold.
///
/// @param at       when it ended; of one that still runs, when it was noticed
/// @param callSite the line of the program that asked; empty where it is not known
/// @param sql      the shape of the statement, without any value; of a named query that sent several, of the longest;
///                 empty where none went through a profiled data source
/// @param outcome  of the call
public record SlowCall(String name, Instant at, Duration duration, String callSite, String sql, Outcome outcome) {
    public enum Outcome {
        GOOD,
        FAILED,
        RUNNING
    }
}
