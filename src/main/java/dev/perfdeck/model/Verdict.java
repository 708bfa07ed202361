package dev.perfdeck.model;

/// Whether a target is met. A target with no data is unknown, never met and never missed.
public enum Verdict {
    MET,
    MISSED,
    UNKNOWN;

    public static Verdict below(double value, double target) {
        return Double.isNaN(value) ? UNKNOWN : value < target ? MET : MISSED;
    }

    public static Verdict atLeast(double value, double target) {
        return Double.isNaN(value) ? UNKNOWN : value >= target ? MET : MISSED;
    }
}
