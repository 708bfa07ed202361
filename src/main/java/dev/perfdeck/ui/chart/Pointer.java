package dev.perfdeck.ui.chart;

import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// Moves the crosshair by mouse and keyboard. FX thread only.
final class Pointer {
    private static final double STEP = 2;
    private static final double LEAP = 10;

    private final TimeChart chart;
    private Place place = new Place.Nowhere();

    /// The mouse stays where it is while time moves on; the keyboard stays with its second.
    private sealed interface Place {
        record Nowhere() implements Place {}

        record Mouse(double x) implements Place {}

        record Second(long second) implements Place {}
    }

    Pointer(TimeChart chart) {
        this.chart = chart;
        chart.setOnMouseMoved(this::moved);
        chart.setOnMouseDragged(this::moved);
        chart.setOnMouseExited(event -> go(new Place.Nowhere()));
        chart.setOnMousePressed(event -> chart.requestFocus());
        chart.setOnKeyPressed(this::pressed);
        chart.focusedProperty().addListener((property, before, focused) -> {
            if (!focused && place instanceof Place.Second) {
                go(new Place.Nowhere());
            }
        });
    }

    /// Brings the crosshair to where it belongs after a new drawing.
    void refresh() {
        Area area = chart.area();
        if (area == null) {
            return;
        }
        switch (place) {
            case Place.Nowhere nowhere -> chart.hideCrosshair();
            case Place.Mouse(double x) -> chart.showCrosshair(area.second(x));
            case Place.Second(long second) -> chart.showCrosshair(area.span().clamp(second));
        }
    }

    private void go(Place next) {
        place = next;
        refresh();
    }

    private void moved(MouseEvent event) {
        Area area = chart.area();
        boolean over = area != null && area.covers(event.getX(), event.getY());
        go(over ? new Place.Mouse(event.getX()) : new Place.Nowhere());
    }

    private void pressed(KeyEvent event) {
        Area area = chart.area();
        if (area == null || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        double step =
                Math.max(1, Math.rint(STEP * area.span().seconds() / area.width())) * (event.isShiftDown() ? LEAP : 1);
        switch (event.getCode()) {
            case LEFT -> go(new Place.Second(area.span().clamp(current(area) - (long) step)));
            case RIGHT -> go(new Place.Second(area.span().clamp(current(area) + (long) step)));
            case HOME -> go(new Place.Second(area.span().from()));
            case END -> go(new Place.Second(area.span().to()));
            case ESCAPE -> go(new Place.Nowhere());
            default -> {
                return;
            }
        }
        event.consume();
    }

    private long current(Area area) {
        return switch (place) {
            case Place.Nowhere nowhere -> area.span().to();
            case Place.Mouse(double x) -> area.second(x);
            case Place.Second(long second) -> second;
        };
    }
}
