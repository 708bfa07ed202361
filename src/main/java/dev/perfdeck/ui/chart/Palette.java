package dev.perfdeck.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/// The colours that a raster needs as numbers. The style sheet sets them from the theme's looked-up colours, so a
/// change of
/// theme reaches the pixels as it reaches the nodes. FX thread only.
final class Palette {
    private static final List<CssMetaData<RasterRegion, Paint>> SERIES = IntStream.range(0, Series.COLOURS)
            .mapToObj(i -> colour("-pd-chart-series-" + i, i))
            .toList();
    private static final CssMetaData<RasterRegion, Paint> GRID = colour("-pd-chart-grid", Series.COLOURS);
    private static final CssMetaData<RasterRegion, Paint> TARGET = colour("-pd-chart-target", Series.COLOURS + 1);
    static final List<CssMetaData<? extends Styleable, ?>> META = meta();

    private final List<SimpleStyleableObjectProperty<Paint>> colours = new ArrayList<>();

    Palette(RasterRegion owner) {
        for (CssMetaData<RasterRegion, Paint> data : all()) {
            var property = new SimpleStyleableObjectProperty<Paint>(data, owner, data.getProperty(), Color.GRAY);
            property.subscribe(owner::redraw);
            colours.add(property);
        }
    }

    int series(int index) {
        return argb(colours.get(index).get());
    }

    int grid() {
        return argb(colours.get(Series.COLOURS).get());
    }

    int target() {
        return argb(colours.get(Series.COLOURS + 1).get());
    }

    private static int argb(Paint paint) {
        if (!(paint instanceof Color c)) {
            return 0;
        }
        return channel(c.getOpacity()) << 24
                | channel(c.getRed()) << 16
                | channel(c.getGreen()) << 8
                | channel(c.getBlue());
    }

    private static int channel(double share) {
        return (int) Math.round(share * 255);
    }

    private static List<CssMetaData<RasterRegion, Paint>> all() {
        List<CssMetaData<RasterRegion, Paint>> all = new ArrayList<>(SERIES);
        all.add(GRID);
        all.add(TARGET);
        return all;
    }

    private static List<CssMetaData<? extends Styleable, ?>> meta() {
        List<CssMetaData<? extends Styleable, ?>> meta = new ArrayList<>(Region.getClassCssMetaData());
        meta.addAll(all());
        return List.copyOf(meta);
    }

    private static CssMetaData<RasterRegion, Paint> colour(String name, int index) {
        return new CssMetaData<>(name, StyleConverter.getPaintConverter(), Color.GRAY) {
            @Override
            public boolean isSettable(RasterRegion region) {
                return !region.palette().colours.get(index).isBound();
            }

            @Override
            public StyleableProperty<Paint> getStyleableProperty(RasterRegion region) {
                return region.palette().colours.get(index);
            }
        };
    }
}
