package dev.perfdeck.ui.chart;

import java.util.Locale;
import java.util.Random;

/// A million samples down to 1,000 columns: the decimator against a bare scan of the same array, and against LTTB. Best
/// of
/// many rounds, the sides taking turns.
public final class DecimatorBench {
    private static final int SIZE = 1_000_000;
    private static final int COLUMNS = 1000;

    private DecimatorBench() {}

    public static void main(String[] args) {
        double[] values = new Random(7).doubles(SIZE).toArray();
        Decimator decimator = new Decimator();
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double sink = 0;
        for (int round = 0; round < 60; round++) {
            best[0] = Math.min(best[0], nanos(() -> decimator.cut(values, 0, 0, SIZE, COLUMNS)));
            double[] out = new double[3];
            best[1] = Math.min(best[1], nanos(() -> out[0] = scan(values)));
            best[2] = Math.min(best[2], nanos(() -> out[1] = lttb(values, 2 * COLUMNS)));
            sink += out[0] + out[1];
        }
        print("P8 decimator / min-max scan: %.2f (goal 1.30)", best[0] / best[1]);
        print("P8 LTTB / decimator: %.2f (goal 5.00)", best[2] / best[0]);
        print("decimator %.2f ns a sample, check %.0f", best[0] / SIZE, sink);
    }

    private static void print(String format, Object... figures) {
        System.out.println(String.format(Locale.ROOT, format, figures));
    }

    private static double nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (double) (System.nanoTime() - start);
    }

    private static double scan(double[] values) {
        double sum = 0;
        int step = SIZE / COLUMNS;
        for (int c = 0; c < COLUMNS; c++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = c * step; i < (c + 1) * step; i++) {
                low = values[i] < low ? values[i] : low;
                high = values[i] > high ? values[i] : high;
            }
            sum += high - low;
        }
        return sum;
    }

    /// Largest-triangle-three-buckets (Steinarsson 2013).
    private static double lttb(double[] values, int points) {
        double every = (SIZE - 2.0) / (points - 2);
        int chosen = 0;
        double sum = 0;
        for (int b = 0; b < points - 3; b++) {
            int start = (int) (b * every) + 1;
            int end = (int) ((b + 1) * every) + 1;
            int after = Math.min(SIZE, (int) ((b + 2) * every) + 1);
            double mean = 0;
            for (int i = end; i < after; i++) {
                mean += values[i];
            }
            mean /= after - end;
            double middle = (end + after - 1) / 2.0;
            double largest = -1;
            int next = start;
            for (int i = start; i < end; i++) {
                double area = Math.abs(
                        (chosen - middle) * (values[i] - values[chosen]) - (chosen - i) * (mean - values[chosen]));
                next = area > largest ? i : next;
                largest = Math.max(largest, area);
            }
            chosen = next;
            sum += values[chosen];
        }
        return sum;
    }
}
