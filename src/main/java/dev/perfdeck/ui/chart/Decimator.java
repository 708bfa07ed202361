package dev.perfdeck.ui.chart;

import java.util.Arrays;

/// Cuts samples, one a second, down to what pixel columns can show: the least and the greatest sample of each column,
/// and where
/// the line crosses from each column into the next, so that neighbouring columns always meet. NaN is a gap and stays
/// one.
///
/// One thread at a time; the arrays are reused by the next `cut`. Pure: no JavaFX.
final class Decimator {
    private double[] least = {};
    private double[] greatest = {};
    private double[] crossing = {};
    private int columns;
    private int bridge = 1;

    /// Samples at most this many seconds apart are joined by a line; 1 joins neighbours only.
    void bridge(int seconds) {
        bridge = Math.max(1, seconds);
    }

    /// Spreads the seconds `from` (inclusive) to `to` (exclusive) over the columns.
    ///
    /// @param first the second of `values[0]`
    void cut(double[] values, long first, double from, double to, int width) {
        columns = width;
        grow(width);
        double step = (to - from) / width;
        double offset = from - first;
        int start = index(offset, values.length);
        crossing[0] = between(values, offset, start);
        for (int c = 0; c < width; c++) {
            double edge = offset + (c + 1) * step;
            int end = index(edge, values.length);
            scan(values, start, end, c);
            crossing[c + 1] = between(values, edge, end);
            start = end;
        }
    }

    int columns() {
        return columns;
    }

    /// The least sample within the column; NaN if it holds none.
    double least(int column) {
        return least[column];
    }

    double greatest(int column) {
        return greatest[column];
    }

    /// Where the line enters the column from the left, which is where it left the one before; NaN if none does.
    double crossing(int column) {
        return crossing[column];
    }

    /// The foot of what is drawn in the column: its samples and the line's way to its neighbours. NaN in a gap.
    double low(int column) {
        return lesser(least[column], lesser(crossing[column], crossing[column + 1]));
    }

    double high(int column) {
        return greater(greatest[column], greater(crossing[column], crossing[column + 1]));
    }

    private void grow(int width) {
        if (least.length < width) {
            least = new double[width];
            greatest = new double[width];
            crossing = new double[width + 1];
        }
    }

    /// The first sample at or after a place on the grid of samples.
    private static int index(double offset, int length) {
        return Math.clamp((long) Math.ceil(offset), 0, length);
    }

    /// Comparisons with NaN are false, so a gap changes nothing and needs no branch of its own.
    private void scan(double[] values, int start, int end, int column) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = start; i < end; i++) {
            double value = values[i];
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        if (low > high) {
            low = Double.NaN;
            high = Double.NaN;
        } else if (Double.isInfinite(low) || Double.isInfinite(high)) {
            low = finite(values, start, end, true);
            high = finite(values, start, end, false);
        }
        least[column] = low;
        greatest[column] = high;
    }

    /// The slow way, for columns with infinite samples, which count as gaps.
    private static double finite(double[] values, int start, int end, boolean lowest) {
        var found = Arrays.stream(values, start, end).filter(Double::isFinite);
        return (lowest ? found.min() : found.max()).orElse(Double.NaN);
    }

    /// The value of the line at a place between two samples; NaN unless both are there.
    private double between(double[] values, double place, int after) {
        int right = seek(values, after, 1);
        if (right >= 0 && right == place) {
            return values[right];
        }
        int left = seek(values, after - 1, -1);
        if (left < 0 || right < 0 || right - left > bridge) {
            return Double.NaN;
        }
        double share = (place - left) / (right - left);
        return values[left] * (1 - share) + values[right] * share;
    }

    private int seek(double[] values, int from, int direction) {
        for (int i = from, tried = 0; i >= 0 && i < values.length && tried < bridge; i += direction, tried++) {
            if (Double.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }

    private static double lesser(double a, double b) {
        return Double.isNaN(a) || b < a ? b : a;
    }

    private static double greater(double a, double b) {
        return Double.isNaN(a) || b > a ? b : a;
    }
}
