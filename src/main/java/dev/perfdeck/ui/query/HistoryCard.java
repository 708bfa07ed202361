package dev.perfdeck.ui.query;

import dev.perfdeck.model.Metric;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.Window;
import dev.perfdeck.ui.chart.Series;
import dev.perfdeck.ui.chart.TimeChart;
import java.util.List;
import java.util.ResourceBundle;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The opened statement over the span: how long a call takes, how often it is called, and what is known of its tail.
final class HistoryCard extends VBox {
    /// From here on two charts have room.
    private static final double ROOMY = 250;

    private final ResourceBundle words;
    private final QueryModel model;
    private final TimeChart mean = new TimeChart();
    private final TimeChart calls = new TimeChart();
    private final Label tail = new Label();

    HistoryCard(ResourceBundle words, QueryModel model) {
        this.words = words;
        this.model = model;
        getStyleClass().addAll("card", "list-card");
        setMinHeight(0);
        prepare(mean, "query-mean", "chart.mean", Metric.Unit.MILLISECONDS);
        prepare(calls, "query-calls", "chart.calls", Metric.Unit.PER_SECOND);
        tail.setId("query-tail");
        tail.getStyleClass().add("card-note");
        tail.setWrapText(true);
        tail.setMinHeight(USE_PREF_SIZE);
        heightProperty().subscribe(height -> {
            var roomy = height.doubleValue() == 0 || height.doubleValue() >= ROOMY;
            calls.setVisible(roomy);
            calls.setManaged(roomy);
        });
        getChildren().addAll(mean, calls, tail);
    }

    private void prepare(TimeChart chart, String id, String title, Metric.Unit unit) {
        chart.setId(id);
        chart.titleProperty().set(words.getString(title));
        chart.unitProperty().set(unit);
        chart.setBridge(TrendCell.BRIDGE_SECONDS);
        chart.setPrefHeight(100);
        VBox.setVgrow(chart, Priority.ALWAYS);
    }

    void show(StatementFigures statement) {
        draw(mean, model.room().mean(statement.key(), model.length()), "order.MEAN", 0, false);
        draw(calls, model.room().calls(statement.key(), model.length()), "order.CALLS", 4, true);
        tail.setText(StatementPane.tail(statement, words));
    }

    private void draw(TimeChart chart, Window window, String name, int colour, boolean filled) {
        chart.setSpan(window.firstSecond(), window.firstSecond() + Math.max(1, window.size() - 1));
        chart.setMarks(model.events());
        chart.setSeries(List.of(new Series(words.getString(name), colour, window, filled)));
    }
}
