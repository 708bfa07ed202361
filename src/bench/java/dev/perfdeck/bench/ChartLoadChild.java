package dev.perfdeck.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.perfdeck.ui.chart.TimeChart;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.util.Duration;

/// A JVM of its own for [ChartLoad]: prints the per cent of a core that it needed, and halts.
final class ChartLoadChild {
    private static final int CHARTS = 6;
    private static final int POINTS = 300;
    private static final int WARM_UP = 4;
    private static final int MEASURED = 15;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<List<double[]>> samples = ChartSample.samples(CHARTS, 1, POINTS + WARM_UP + MEASURED + 2);
    private int second;
    private long wallThen;
    private long cpuThen;

    private ChartLoadChild() {}

    static void main(String[] args) {
        Platform.startup(() -> new ChartLoadChild().start(args[0]));
    }

    private void start(String what) {
        var stage = new Stage();
        IntConsumer update = switch (what) {
            case "ours" -> ours(stage);
            case "line-chart" -> stock(stage, true, true);
            case "line-chart-still" -> stock(stage, false, true);
            case "line-chart-plain" -> stock(stage, false, false);
            case "canvas" -> canvas(stage);
            default -> throw new IllegalArgumentException(what);
        };
        stage.show();
        var clock = new Timeline(new KeyFrame(Duration.seconds(1), event -> tick(update)));
        clock.setCycleCount(WARM_UP + MEASURED);
        clock.play();
    }

    private void tick(IntConsumer update) {
        second++;
        if (second == WARM_UP) {
            wallThen = System.nanoTime();
            cpuThen = process.getProcessCpuTime();
        } else if (second == WARM_UP + MEASURED) {
            double wall = System.nanoTime() - wallThen;
            System.out.println(100 * (process.getProcessCpuTime() - cpuThen) / wall);
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
        update.accept(second);
    }

    private IntConsumer ours(Stage stage) {
        var charts = Stream.generate(TimeChart::new).limit(CHARTS).toList();
        stage.setScene(ChartSample.scene(charts, 3));
        IntConsumer show = first -> {
            for (int i = 0; i < CHARTS; i++) {
                ChartSample.show(charts.get(i), samples.get(i), first, POINTS);
            }
        };
        show.accept(0);
        return show;
    }

    private IntConsumer stock(Stage stage, boolean animated, boolean symbols) {
        var charts = samples.stream()
                .map(each -> new StockChart(each, POINTS, animated, symbols))
                .toList();
        stage.setScene(ChartSample.scene(charts.stream().map(StockChart::node).toList(), 3));
        return first -> charts.forEach(chart -> chart.moveTo(first));
    }

    private IntConsumer canvas(Stage stage) {
        var charts = Stream.generate(() -> new Canvas(408, 384)).limit(CHARTS).toList();
        List<? extends Region> panes = charts.stream().map(StackPane::new).toList();
        stage.setScene(ChartSample.scene(panes, 3));
        return first -> {
            for (int i = 0; i < CHARTS; i++) {
                paint(charts.get(i), samples.get(i).getFirst(), first);
            }
        };
    }

    private static void paint(Canvas canvas, double[] values, int first) {
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = i * canvas.getWidth() / POINTS;
            y[i] = canvas.getHeight() * (1 - values[first + i] / 1000);
        }
        var pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        pen.setStroke(Color.web("#58a6ff"));
        pen.setLineWidth(1.5);
        pen.strokePolyline(x, y, POINTS);
    }
}
