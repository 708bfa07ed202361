package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Metric.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is drawn in pixels within the axes: quiet grid lines, areas, lines, the target. FX thread only.
final class Plot {
    private static final double THICKNESS = 1.5;
    private static final float TINT = 0.14f;
    /// Areas of a stack do not cover one another, so they may be stronger.
    private static final float PILE = 0.4f;
    /// A target farther away than this many times the values would flatten them; it is named at the edge instead.
    private static final double TARGET_IN_REACH = 2.5;
    private static final double DASH = 5;
    private static final double GAP = 3;

    private final List<Decimator> cuts = new ArrayList<>();
    private @Nullable Range range;
    private Extent extent = Extent.NONE;
    private int bridge = 1;

    void bridge(int seconds) {
        bridge = seconds;
    }

    /// Forgets the range shown until now, for another unit or other series.
    void forget() {
        range = null;
    }

    /// Looks at the series and chooses the range of values for them.
    Range measure(List<Series> series, Span span, int columns, Target target, Unit unit) {
        extent = Extent.NONE;
        for (int i = 0; i < series.size(); i++) {
            extent = extent.with(Extent.of(cut(i, series.get(i), span, columns)));
        }
        Extent shown = extent;
        if (target.isSet() && (extent.isEmpty() || target.value() <= TARGET_IN_REACH * extent.greatest())) {
            shown = shown.with(target.value());
        }
        Range fitted = ValueAxis.fit(range, shown.least(), shown.greatest(), unit);
        range = extent.isEmpty() ? range : fitted;
        return fitted;
    }

    boolean isEmpty() {
        return extent.isEmpty();
    }

    void draw(Raster raster, List<Series> series, Scene scene) {
        int hairline = (int) Math.max(1, Math.floor(scene.scale));
        for (double tick : scene.ticks) {
            raster.rule(scene.y(tick), hairline, scene.palette.grid(), 1, 0);
        }
        float thickness = (float) (THICKNESS * scene.scale);
        for (int i = 0; i < series.size(); i++) {
            int argb = scene.palette.series(series.get(i).colour());
            if (series.get(i).piled() && i > 0) {
                raster.between(cuts.get(i), cuts.get(i - 1), scene.range, argb, PILE);
            } else if (i + 1 < series.size() && series.get(i + 1).piled()) {
                raster.area(cuts.get(i), scene.range, argb, PILE);
            } else if (series.get(i).filled()) {
                raster.area(cuts.get(i), scene.range, argb, TINT);
            }
            raster.line(cuts.get(i), scene.range, thickness, argb);
        }
        if (scene.range.contains(scene.target.value())) {
            int dash = (int) Math.round(DASH * scene.scale);
            raster.rule(scene.y(scene.target.value()), hairline, scene.palette.target(), dash, (int)
                    Math.round(GAP * scene.scale));
        }
    }

    private Decimator cut(int index, Series series, Span span, int columns) {
        if (index == cuts.size()) {
            cuts.add(new Decimator());
        }
        Decimator cut = cuts.get(index);
        cut.bridge(bridge);
        // The sample of a second stands for that second's end: the newest must reach the right edge.
        cut.cut(series.drawn().values(), series.drawn().firstSecond(), (double) span.from(), span.to() + 1e-6, columns);
        return cut;
    }

    /// What the pixels depend on besides the series; heights in device pixels.
    record Scene(Range range, List<Double> ticks, Target target, Palette palette, double scale, int height) {
        double y(double value) {
            return (1 - range.share(value)) * height;
        }
    }
}
