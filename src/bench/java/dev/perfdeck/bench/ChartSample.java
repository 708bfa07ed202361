package dev.perfdeck.bench;

import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Window;
import dev.perfdeck.ui.chart.Series;
import dev.perfdeck.ui.chart.TimeChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.layout.TilePane;

/// The same noisy samples for whoever draws them, and a scene to draw them in.
final class ChartSample {
    static final long FROM = 1_780_000_000;

    private ChartSample() {}

    static double[] noise(long seed, int size) {
        var random = new Random(seed);
        double[] values = new double[size];
        double level = 500;
        for (int i = 0; i < size; i++) {
            level += 0.02 * (500 - level) + 8 * random.nextGaussian();
            values[i] = Math.max(0, level + 30 * random.nextGaussian());
        }
        return values;
    }

    /// Three series a chart, each as long as told.
    static List<List<double[]>> samples(int charts, int series, int size) {
        return IntStream.range(0, charts)
                .mapToObj(chart -> IntStream.range(0, series)
                        .mapToObj(line -> noise(chart * 31L + line, size))
                        .toList())
                .toList();
    }

    /// Lets the chart show `points` seconds, starting with sample `first`.
    static void show(TimeChart chart, List<double[]> samples, int first, int points) {
        var series = new ArrayList<Series>();
        for (double[] values : samples) {
            series.add(new Series(
                    "series " + series.size(), series.size(), new Window(Metric.QUERIES, FROM, values), false));
        }
        chart.setSpan(FROM + first, FROM + first + points - 1);
        chart.setSeries(series);
    }

    static Scene scene(List<? extends javafx.scene.layout.Region> charts, int columns) {
        var pane = new TilePane(8, 8);
        pane.setPrefColumns(columns);
        int rows = Math.ceilDiv(charts.size(), columns);
        pane.setPrefTileWidth((1280.0 - 8 * columns) / columns);
        pane.setPrefTileHeight((800.0 - 8 * rows) / rows);
        charts.forEach(chart -> chart.setMinSize(0, 0));
        charts.forEach(chart -> chart.setPrefSize(pane.getPrefTileWidth(), pane.getPrefTileHeight()));
        pane.getChildren().setAll(charts);
        return themed(new Scene(pane, 1280, 800));
    }

    static Scene themed(Scene scene) {
        scene.getStylesheets().setAll(String.valueOf(TimeChart.class.getResource("palette-dark.css")));
        return scene;
    }
}
