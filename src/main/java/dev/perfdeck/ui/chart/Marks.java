package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.shape.Line;

/// Events as dotted vertical lines, each with its word where there is room for it. FX thread only.
final class Marks extends Group {
    private static final int MOST = 24;
    private static final double SPACE = 4;

    private final List<Mark> marks = new ArrayList<>();

    private record Mark(Event event, Line line, Label chip) {}

    Marks() {
        setManaged(false);
        setMouseTransparent(true);
        setAutoSizeChildren(false);
    }

    /// The newest few are shown.
    void set(List<Event> events) {
        marks.clear();
        List<Event> sorted =
                events.stream().sorted(Comparator.comparing(Event::at)).toList();
        sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size()).forEach(event -> marks.add(mark(event)));
        getChildren().clear();
        marks.forEach(mark -> getChildren().addAll(mark.line, mark.chip));
    }

    void place(Area area) {
        double taken = Double.NEGATIVE_INFINITY;
        for (Mark mark : marks) {
            long second = mark.event.at().getEpochSecond();
            boolean within =
                    second >= area.span().from() && second <= area.span().to();
            mark.line.setVisible(within);
            mark.chip.setVisible(within);
            if (within) {
                taken = place(mark, area, Math.rint(area.x((double) second)) + 0.5, taken);
            }
        }
    }

    /// Whether a word stands there.
    boolean cover(Bounds place) {
        return marks.stream()
                .anyMatch(mark ->
                        mark.chip.isVisible() && mark.chip.getBoundsInParent().intersects(place));
    }

    /// The event next to that second, within a few seconds.
    Optional<Event> near(long second, long reach) {
        return marks.stream()
                .map(Mark::event)
                .filter(event -> Math.abs(event.at().getEpochSecond() - second) <= reach)
                .min(Comparator.comparingLong(event -> Math.abs(event.at().getEpochSecond() - second)));
    }

    private static double place(Mark mark, Area area, double x, double taken) {
        mark.line.setStartX(x);
        mark.line.setEndX(x);
        mark.line.setStartY(area.y());
        mark.line.setEndY(area.bottom());
        mark.chip.autosize();
        double width = mark.chip.getWidth();
        double left = x + SPACE + width > area.right() ? x - SPACE - width : x + SPACE;
        boolean room = left >= taken && left >= area.x();
        mark.chip.setVisible(room);
        mark.chip.relocate(Math.rint(left), area.y());
        return room ? left + width + SPACE : taken;
    }

    private static Mark mark(Event event) {
        String kind = event.kind().name().toLowerCase(Locale.ROOT);
        Line line = new Line();
        line.getStyleClass().setAll("mark-line", kind);
        Label chip = new Label(event.label());
        chip.getStyleClass().setAll("mark-chip", kind);
        chip.setManaged(false);
        return new Mark(event, line, chip);
    }
}
