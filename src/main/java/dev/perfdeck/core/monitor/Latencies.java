package dev.perfdeck.core.monitor;

import org.HdrHistogram.Histogram;

/// Histograms of latency in microseconds, 1 us to 1 h, two significant digits: what every part of the monitor merges.
public final class Latencies {
    public static final long HIGHEST_MICROS = 3_600_000_000L;
    public static final int DIGITS = 2;

    private static final double MICROS_PER_MILLI = 1_000.0;

    private Latencies() {}

    public static Histogram empty() {
        return new Histogram(HIGHEST_MICROS, DIGITS);
    }

    /// Any number of microseconds, brought into the range that a histogram holds.
    public static long clamp(long micros) {
        return Math.clamp(micros, 1, HIGHEST_MICROS);
    }

    /// A copy that its receiver owns, in the range and precision of [#empty].
    public static Histogram copyOf(Histogram micros) {
        var copy = empty();
        micros.recordedValues()
                .forEach(bucket -> copy.recordValueWithCount(
                        clamp(bucket.getValueIteratedTo()), bucket.getCountAtValueIteratedTo()));
        return copy;
    }

    /// In milliseconds; NaN when nothing was recorded.
    public static double percentileMillis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0
                ? Double.NaN
                : histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    /// Only the buckets in use, as pairs of value (unsigned) and count: about 1 kB where a live histogram takes 27.
    static int[] pack(Histogram histogram) {
        var packed = java.util.stream.IntStream.builder();
        for (var bucket : histogram.recordedValues()) {
            packed.add((int) bucket.getValueIteratedTo());
            packed.add((int) Math.min(Integer.MAX_VALUE, bucket.getCountAtValueIteratedTo()));
        }
        return packed.build().toArray();
    }

    static void unpack(int[] packed, Histogram into) {
        for (int i = 0; i < packed.length; i += 2) {
            into.recordValueWithCount(clamp(Integer.toUnsignedLong(packed[i])), packed[i + 1]);
        }
    }
}
