package dev.perfdeck.model.advice;

/// What an advice does for one statement.
///
/// @param queryId    as pg_stat_statements files it; 0 for a statement from a file
/// @param weight     calls within the span, or the file's weight
/// @param costBefore planner's units, of one call
/// @param costAfter  the same with everything that is advised together
/// @param meanMillis measured, of one call; NaN for a statement from a file
public record StatementGain(
        long queryId, String query, double weight, double costBefore, double costAfter, double meanMillis) {
    /// Of the cost of one call, 0 to 100; negative when it gets worse.
    public double percent() {
        return costBefore > 0 ? 100 * (costBefore - costAfter) / costBefore : 0;
    }
}
