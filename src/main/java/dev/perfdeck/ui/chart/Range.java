package dev.perfdeck.ui.chart;

/// The values between the foot and the head of an axis. Always finite, `low < high`.
record Range(double low, double high) {
    Range {
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException("no range: " + low + " to " + high);
        }
    }

    /// Where a value lies: 0 at the foot, 1 at the head; outside of that where the value is outside.
    double share(double value) {
        return (value - low) / (high - low);
    }

    boolean contains(double value) {
        return value >= low && value <= high;
    }
}
