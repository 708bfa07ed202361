package dev.perfdeck.bench;

import dev.perfdeck.ui.chart.TimeChart;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;

/// One frame of 1000 x 400 pixels, drawn into an image: 100,000 points in our chart, as a polyline on a canvas, and
/// 1,000 points in our chart. Medians, the three taking turns.
final class ChartPoints {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 400;
    private static final int MANY = 100_000;
    private static final int FEW = 1000;
    private static final int ROUNDS = 9;
    private static final int WARM_UP = 3;
    /// Our frames are short: of that many in a row the median counts.
    private static final int BATCH = 25;

    private ChartPoints() {}

    static void measure() {
        IntConsumer many = ChartBench.fx(() -> chart(MANY));
        IntConsumer few = ChartBench.fx(() -> chart(FEW));
        IntConsumer raw = ChartBench.fx(ChartPoints::polyline);
        double[][] times = new double[3][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            int at = Math.max(0, round);
            times[0][at] = time(many, BATCH);
            times[1][at] = time(few, BATCH);
            times[2][at] = time(raw, 1);
        }
        double ours = median(times[0]);
        double small = median(times[1]);
        double line = median(times[2]);
        ChartBench.say("100k frame %.2f ms, 1,000-point frame %.2f ms, raw polyline %.1f ms", ours, small, line);
        ChartBench.say("P7 100k frame / raw polyline: %.3f (goal 0.10)", ours / line);
        ChartBench.say("P7 100k frame / 1,000-point frame: %.2f (goal 6.5)", ours / small);
    }

    private static double time(IntConsumer frame, int count) {
        return ChartBench.fx(() -> {
            double[] millis = new double[count];
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                frame.accept(i);
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            return median(millis);
        });
    }

    private static IntConsumer chart(int points) {
        var samples = List.of(ChartSample.noise(5, points + BATCH));
        var chart = new TimeChart();
        var scene = ChartSample.themed(new Scene(new StackPane(chart), WIDTH, HEIGHT));
        var image = new WritableImage(WIDTH, HEIGHT);
        return first -> {
            ChartSample.show(chart, samples, first, points);
            scene.snapshot(image);
        };
    }

    private static IntConsumer polyline() {
        double[] values = ChartSample.noise(5, MANY);
        double[] x = new double[MANY];
        double[] y = new double[MANY];
        Arrays.setAll(x, i -> i * (double) WIDTH / MANY);
        Arrays.setAll(y, i -> HEIGHT - values[i] * HEIGHT / 1000);
        var canvas = new Canvas(WIDTH, HEIGHT);
        var scene = new Scene(new StackPane(canvas), WIDTH, HEIGHT);
        var image = new WritableImage(WIDTH, HEIGHT);
        return frame -> {
            var pen = canvas.getGraphicsContext2D();
            pen.clearRect(0, 0, WIDTH, HEIGHT);
            pen.setStroke(Color.web("#58a6ff"));
            pen.setLineWidth(1.5);
            pen.strokePolyline(x, y, MANY);
            scene.snapshot(image);
        };
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
