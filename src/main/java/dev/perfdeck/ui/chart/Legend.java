package dev.perfdeck.ui.chart;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// One switch for each series; a chart of one series has none. FX thread only.
final class Legend extends HBox {
    private final Runnable changed;
    private final Set<String> hidden = new HashSet<>();
    private List<Entry> entries = List.of();

    private record Entry(String name, int colour) {}

    Legend(Runnable changed) {
        this.changed = changed;
        getStyleClass().add("time-chart-legend");
    }

    void set(List<Series> series) {
        List<Entry> wanted = series.stream()
                .map(each -> new Entry(each.name(), each.colour()))
                .toList();
        if (!wanted.equals(entries)) {
            entries = wanted;
            getChildren()
                    .setAll(
                            wanted.size() < 2
                                    ? List.of()
                                    : wanted.stream().map(this::toggle).toList());
        }
    }

    boolean shows(Series series) {
        return !hidden.contains(series.name());
    }

    static String colourClass(int colour) {
        return "series-" + colour;
    }

    static Node swatch(int colour) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("chart-swatch", colourClass(colour));
        return swatch;
    }

    private Node toggle(Entry entry) {
        ToggleButton toggle = new ToggleButton(entry.name, swatch(entry.colour));
        toggle.getStyleClass().add("chart-legend-toggle");
        toggle.setSelected(!hidden.contains(entry.name));
        toggle.selectedProperty().addListener((property, before, selected) -> {
            if (selected) {
                hidden.remove(entry.name);
            } else {
                hidden.add(entry.name);
            }
            changed.run();
        });
        return toggle;
    }
}
