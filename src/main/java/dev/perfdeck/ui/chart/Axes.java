package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Metric.Unit;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.text.Text;

/// The figures at the axes and the target's name. FX thread only.
final class Axes extends Group {
    private static final double LEAST_GUTTER = 32;
    private static final double GUTTER_STEP = 8;
    private static final double SPACE = 8;
    private static final double TIME_BASELINE = 15;
    private static final double HALF_FIGURE = 4;
    private static final double TIME_WIDTH = 96;
    private static final double EDGE = 4;

    private final Labels values = new Labels("axis-figure");
    private final Labels times = new Labels("axis-figure");
    private final Labels targets = new Labels("target-label");

    Axes() {
        setManaged(false);
        setMouseTransparent(true);
        getChildren().addAll(values, times, targets);
    }

    /// Writes the values of the ticks, and tells how wide they need the gutter to be.
    double gutter(List<Double> ticks, Unit unit) {
        values.begin();
        ticks.forEach(tick -> values.next(Figures.bare(tick, unit)));
        values.end();
        return Math.max(LEAST_GUTTER, Math.ceil((values.widest() + SPACE) / GUTTER_STEP) * GUTTER_STEP);
    }

    /// To be called when the marks are in their places: the target's name keeps clear of their words.
    void place(Area area, List<Double> ticks, Target target, TimeAxis clock, Marks marks) {
        List<Text> texts = values.shown();
        for (int i = 0; i < texts.size(); i++) {
            Text text = texts.get(i);
            Labels.place(text, area.x() - SPACE - Labels.width(text), area.y(ticks.get(i)) + HALF_FIGURE);
        }
        placeTimes(area, clock);
        placeTarget(area, target, marks);
    }

    private void placeTimes(Area area, TimeAxis clock) {
        times.begin();
        int most = (int) Math.max(1, area.width() / TIME_WIDTH);
        for (TimeAxis.Tick tick : clock.ticks(area.span().from(), area.span().to(), most)) {
            Text text = times.next(tick.label());
            double x = area.x((double) tick.second()) - Labels.width(text) / 2;
            // The outermost ones move inwards rather than being cut.
            double within = Math.clamp(x, area.x(), Math.max(area.x(), area.right() - Labels.width(text)));
            Labels.place(text, within, area.bottom() + TIME_BASELINE);
        }
        times.end();
    }

    private void placeTarget(Area area, Target target, Marks marks) {
        targets.begin();
        if (target.isSet()) {
            boolean above = target.value() > area.range().high();
            Text text = targets.next(above ? target.label() + " ↑" : target.label());
            double y = above ? area.y() + 10 : Math.clamp(area.y(target.value()) - 4, area.y() + 10, area.bottom());
            // Lines grow from the right, so its name is read best on the left.
            Labels.place(text, area.x() + EDGE, y);
            if (marks.cover(text.getBoundsInParent())) {
                Labels.place(text, area.right() - Labels.width(text) - EDGE, y);
            }
        }
        targets.end();
    }
}
