package dev.perfdeck.ui.chart;

import java.util.List;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/// A region with a picture of its own pixels in it. It draws in the layout of the next pulse after something changed,
/// once,
/// and not at all while nobody can see it. FX thread only.
abstract sealed class RasterRegion extends Region permits TimeChart, Sparkline {
    private final PixelView pixels = new PixelView();
    private final Palette palette = new Palette(this);
    private final ObservableValue<Boolean> showing = shown(this)
            .flatMap(visible -> visible ? onScreen() : visibleProperty().map(any -> false))
            .orElse(false);
    private final ObservableValue<Number> outputScale = sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(Window::outputScaleXProperty)
            .orElse(1.0);
    private boolean dirty = true;
    private double drawnWidth;
    private double drawnHeight;

    RasterRegion() {
        getChildren().add(pixels);
        showing.subscribe(this::requestLayout);
        outputScale.subscribe(this::redraw);
    }

    /// Draws everything; called with what was measured out, and only when it is needed.
    abstract void draw();

    /// Places what is not drawn; called in every layout.
    void arrange() {}

    final void redraw() {
        dirty = true;
        requestLayout();
    }

    @Override
    protected final void layoutChildren() {
        arrange();
        boolean resized = drawnWidth != getWidth() || drawnHeight != getHeight();
        if ((dirty || resized) && showing.getValue() && getWidth() > 0 && getHeight() > 0) {
            dirty = false;
            drawnWidth = getWidth();
            drawnHeight = getHeight();
            draw();
        }
    }

    final PixelView pixels() {
        return pixels;
    }

    final Palette palette() {
        return palette;
    }

    /// Device pixels in a logical one.
    final double scale() {
        return outputScale.getValue().doubleValue();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return Palette.META;
    }

    @Override
    public String getUserAgentStylesheet() {
        return Objects.requireNonNull(RasterRegion.class.getResource("chart.css"))
                .toExternalForm();
    }

    /// A scene that is not in a window can still be looked at, by a snapshot.
    private ObservableValue<Boolean> onScreen() {
        return sceneProperty()
                .flatMap(scene ->
                        scene.windowProperty().flatMap(Window::showingProperty).orElse(true));
    }

    private static ObservableValue<Boolean> shown(Node node) {
        return node.visibleProperty()
                .flatMap(visible -> visible
                        ? node.parentProperty().flatMap(RasterRegion::shown).orElse(true)
                        : node.visibleProperty());
    }
}
