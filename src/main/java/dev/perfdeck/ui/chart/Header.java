package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Metric.Unit;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The chart's name and unit on the left, its legend on the right. FX thread only.
final class Header extends HBox {
    Header(ObservableValue<String> title, ObservableValue<Unit> unit, Legend legend) {
        getStyleClass().add("chart-header");
        Label name = new Label();
        name.getStyleClass().add("time-chart-title");
        name.textProperty().bind(title);
        name.setMinWidth(USE_PREF_SIZE);
        Label symbol = new Label();
        symbol.getStyleClass().add("chart-unit");
        symbol.textProperty().bind(unit.map(Figures::symbol));
        Region between = new Region();
        setHgrow(between, Priority.ALWAYS);
        getChildren().addAll(name, symbol, between, legend);
    }
}
