package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Event;
import dev.perfdeck.model.Metric.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/// A line at one second, a dot on each series, and a box that lists their values. FX thread only.
final class Crosshair extends Group {
    private static final double DOT = 7;
    private static final double SPACE = 8;

    private final Line line = new Line();
    private final VBox box = new VBox();
    private final Group dots = new Group();
    private final Words words;
    private String text = "";

    Crosshair(Words words) {
        this.words = words;
        setManaged(false);
        setMouseTransparent(true);
        setAutoSizeChildren(false);
        setVisible(false);
        dots.setAutoSizeChildren(false);
        line.getStyleClass().add("crosshair-line");
        box.getStyleClass().add("chart-tooltip");
        box.setManaged(false);
        getChildren().addAll(line, dots, box);
    }

    /// What the box says, as one sentence; empty while hidden.
    String text() {
        return isVisible() ? text : "";
    }

    void show(long second, Area area, List<Series> series, Unit unit, TimeAxis clock, Optional<Event> event) {
        List<Series> sorted = series.stream()
                .sorted(Comparator.comparingDouble((Series each) -> rank(each.at(second)))
                        .reversed())
                .toList();
        fill(second, sorted, unit, clock, event);
        placeDots(second, area, sorted);
        double x = Math.rint(area.x((double) second)) + 0.5;
        line.setStartX(x);
        line.setEndX(x);
        line.setStartY(area.y());
        line.setEndY(area.bottom());
        setVisible(true);
        placeBox(x, area);
    }

    private void fill(long second, List<Series> series, Unit unit, TimeAxis clock, Optional<Event> event) {
        List<String> said = new ArrayList<>();
        Label time = new Label(clock.exact(second));
        time.getStyleClass().add("chart-tooltip-time");
        box.getChildren().setAll(time);
        for (Series each : series) {
            double value = each.at(second);
            String figure = Double.isFinite(value) ? Figures.withUnit(value, unit) : words.say("none");
            Label row = new Label(words.say("value", each.name(), figure), Legend.swatch(each.colour()));
            row.getStyleClass().add("chart-tooltip-row");
            box.getChildren().add(row);
            said.add(row.getText());
        }
        event.ifPresent(found -> {
            Label row = new Label(found.text());
            row.getStyleClass().add("chart-tooltip-event");
            box.getChildren().add(row);
            said.add(found.text());
        });
        text = words.say("at", time.getText(), String.join(", ", said));
    }

    private void placeDots(long second, Area area, List<Series> series) {
        dots.getChildren().clear();
        for (Series each : series) {
            double value = each.at(second);
            if (Double.isFinite(value) && area.range().contains(value)) {
                Region dot = new Region();
                dot.getStyleClass().addAll("crosshair-dot", Legend.colourClass(each.colour()));
                dot.setManaged(false);
                dot.resizeRelocate(
                        Math.rint(area.x((double) second)) + 0.5 - DOT / 2, area.y(value) - DOT / 2, DOT, DOT);
                dots.getChildren().add(dot);
            }
        }
    }

    private void placeBox(double x, Area area) {
        box.applyCss();
        box.autosize();
        double right = x + SPACE;
        double left = right + box.getWidth() > area.right() ? x - SPACE - box.getWidth() : right;
        double top = area.y() + Math.max(0, Math.min(24, (area.height() - box.getHeight()) / 2));
        box.relocate(Math.rint(left), Math.rint(top));
    }

    private static double rank(double value) {
        return Double.isFinite(value) ? value : Double.NEGATIVE_INFINITY;
    }
}
