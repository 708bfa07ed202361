package dev.perfdeck.bench;

import java.util.List;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;

/// A [LineChart] that moves on in the way cheapest for it: a sample more on the right, one less on the left. FX thread
/// only.
final class StockChart {
    private final NumberAxis time = new NumberAxis(0, 1, 1);
    private final LineChart<Number, Number> chart = new LineChart<>(time, new NumberAxis());
    private final List<double[]> samples;
    private final int points;

    StockChart(List<double[]> samples, int points, boolean animated, boolean symbols) {
        this.samples = samples;
        this.points = points;
        chart.setAnimated(animated);
        time.setAnimated(animated);
        chart.getYAxis().setAnimated(animated);
        chart.setCreateSymbols(symbols);
        time.setTickUnit(points / 5.0);
        bounds(0);
        for (double[] values : samples) {
            var data =
                    IntStream.range(0, points).mapToObj(i -> sample(values, i)).toList();
            chart.getData().add(new XYChart.Series<>("series", FXCollections.observableArrayList(data)));
        }
    }

    LineChart<Number, Number> node() {
        return chart;
    }

    /// @param first the sample at the left edge, one after the one before
    void moveTo(int first) {
        for (int i = 0; i < samples.size(); i++) {
            var data = chart.getData().get(i).getData();
            data.removeFirst();
            data.add(sample(samples.get(i), first + points - 1));
        }
        bounds(first);
    }

    private void bounds(int first) {
        time.setLowerBound(first);
        time.setUpperBound(first + points - 1);
    }

    private static XYChart.Data<Number, Number> sample(double[] values, int at) {
        return new XYChart.Data<>(at, values[at]);
    }
}
