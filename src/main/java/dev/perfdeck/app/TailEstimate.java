package dev.perfdeck.app;

/// What mean and standard deviation tell of a P95 that nobody measured, in milliseconds.
///
/// The bounds hold for any distribution (Cantelli's inequality, P(X − μ ≥ kσ) ≤ 1/(1+k²)); the middle is exact only
/// where durations are lognormal, which single statements often nearly are.
///
/// @param low    the P95 is not below
/// @param likely of a lognormal distribution with this mean and deviation
/// @param high   the P95 is not above
public record TailEstimate(double low, double likely, double high) {
    private static final double TAIL = 0.05;
    /// The 95 % quantile of the standard normal distribution.
    private static final double Z95 = 1.6448536269514722;

    /// All NaN where the deviation is not known.
    public static TailEstimate of(double mean, double deviation) {
        double ratio = deviation / mean;
        double spread = Math.log1p(ratio * ratio);
        double likely = mean * Math.exp(Z95 * Math.sqrt(spread) - spread / 2);
        double high = mean + deviation * Math.sqrt((1 - TAIL) / TAIL);
        double low = mean - deviation * Math.sqrt(TAIL / (1 - TAIL));
        return mean > 0
                ? new TailEstimate(Math.max(0, low), likely, high)
                : new TailEstimate(Double.NaN, Double.NaN, Double.NaN);
    }
}
