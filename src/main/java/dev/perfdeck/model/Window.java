package dev.perfdeck.model;

/// A stretch of one series on a grid of whole seconds.
///
/// @param firstSecond epoch second of `values[0]`
/// @param values      one per second; NaN is a gap. Owned by the receiver
public record Window(Metric metric, long firstSecond, double[] values) {
    public int size() {
        return values.length;
    }

    /// The newest value that is not a gap, within the last `seconds`; NaN if there is none.
    public double latest(int seconds) {
        for (int i = values.length - 1; i >= Math.max(0, values.length - seconds); i--) {
            if (!Double.isNaN(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }
}
