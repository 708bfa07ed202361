package dev.perfdeck.model.advice;

/// How much an index is used, and what it may serve besides.
///
/// @param scans       since the counters began
/// @param expressions whether it is on one, of which the planner then keeps statistics
/// @param clustered   whether `CLUSTER` orders the table by it
/// @param extension   whether its table belongs to an extension
public record IndexUse(long scans, boolean expressions, boolean clustered, boolean extension) {
    public static IndexUse of(long scans) {
        return new IndexUse(scans, false, false, false);
    }
}
