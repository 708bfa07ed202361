package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Metric.Unit;
import dev.perfdeck.model.Window;
import org.jspecify.annotations.Nullable;

/// A trend in a few pixels: a line with no axes, from the least to the greatest of its values. Give it its words in
/// `setAccessibleText`, or leave them to the figure beside it. FX thread only.
public final class Sparkline extends RasterRegion {
    private static final double THICKNESS = 1.5;
    private static final float TINT = 0.14f;
    private static final double AIR = 0.1;

    private final Decimator decimator = new Decimator();
    private @Nullable Window window;
    private int colour;
    private boolean filled;

    public Sparkline() {
        getStyleClass().add("sparkline");
        setMouseTransparent(true);
        setMinSize(24, 12);
        setPrefSize(96, 28);
    }

    /// Shows the whole of the window. The array must not change afterwards.
    public void setWindow(Window window) {
        this.window = window;
        redraw();
    }

    /// Index of the theme's series colours, 0 to 5.
    public void setColour(int colour) {
        this.colour = colour;
        redraw();
    }

    public void setFilled(boolean filled) {
        this.filled = filled;
        redraw();
    }

    /// Samples at most this many seconds apart are joined.
    public void setBridge(int seconds) {
        decimator.bridge(seconds);
        redraw();
    }

    @Override
    void draw() {
        int width = (int) Math.max(1, Math.round(getWidth() * scale()));
        int height = (int) Math.max(1, Math.round(getHeight() * scale()));
        Raster raster = pixels().open(width, height);
        if (window != null && window.size() > 0) {
            long first = window.firstSecond();
            decimator.cut(window.values(), first, (double) first, (double) (first + window.size()), width);
            line(raster, range());
        }
        pixels().show(getWidth(), getHeight());
    }

    private void line(Raster raster, Range range) {
        int argb = palette().series(colour);
        if (filled) {
            raster.area(decimator, range, argb, TINT);
        }
        raster.line(decimator, range, (float) (THICKNESS * scale()), argb);
    }

    /// All of the height for what moves; a line that does not move lies in the middle.
    private Range range() {
        Extent extent = Extent.of(decimator);
        double low = Math.clamp(extent.least(), -1e300, 1e300);
        double high = Math.clamp(extent.greatest(), -1e300, 1e300);
        double air = Math.max((high - low) * AIR, Math.max(Math.abs(high) * 0.01, 1e-9));
        return extent.isEmpty()
                ? ValueAxis.fit(null, Double.NaN, Double.NaN, Unit.COUNT)
                : new Range(low - air, high + air);
    }
}
