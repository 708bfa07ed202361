package dev.perfdeck.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RasterTest {
    private static final int RED = 0xffff0000;
    private static final int WIDTH = 60;
    private static final int HEIGHT = 40;

    private final int[] pixels = new int[WIDTH * HEIGHT];
    private final Raster raster = new Raster(pixels, WIDTH);
    private final Decimator decimator = new Decimator();

    @Property(tries = 300)
    void pixelsStayPremultipliedWhateverIsDrawn(@ForAll @Size(min = 1, max = 200) double[] values, @ForAll int argb) {
        draw(values, argb);
        for (int p : pixels) {
            int alpha = p >>> 24;
            assertThat(p >>> 16 & 255).isLessThanOrEqualTo(alpha);
            assertThat(p >>> 8 & 255).isLessThanOrEqualTo(alpha);
            assertThat(p & 255).isLessThanOrEqualTo(alpha);
        }
    }

    @Property(tries = 200)
    void aLineHasNoHole(@ForAll @Size(min = 2, max = 200) int[] heights) {
        double[] values = java.util.Arrays.stream(heights)
                .mapToDouble(h -> Math.floorMod(h, 101))
                .toArray();
        raster.clear(WIDTH, HEIGHT);
        decimator.cut(values, 0, 0, values.length - 1 + 1e-6, WIDTH);
        raster.line(decimator, new Range(-10, 110), 1.5f, RED);
        for (int x = 1; x < WIDTH; x++) {
            assertThat(touches(x - 1, x))
                    .as("columns %d and %d touch", x - 1, x)
                    .isTrue();
        }
    }

    @Test
    void aGapIsEmptyAndALonelySampleIsNot() {
        double[] values = new double[60];
        java.util.Arrays.fill(values, Double.NaN);
        values[30] = 50;
        raster.clear(WIDTH, HEIGHT);
        decimator.cut(values, 0, 0, 60, WIDTH);
        raster.line(decimator, new Range(0, 100), 1.5f, RED);
        assertThat(ink(30)).isPositive();
        assertThat(ink(10) + ink(45)).isZero();
    }

    @Test
    void anAreaReachesTheFoot() {
        double[] values = new double[60];
        java.util.Arrays.fill(values, 50);
        raster.clear(WIDTH, HEIGHT);
        decimator.cut(values, 0, 0, 59, WIDTH);
        raster.area(decimator, new Range(0, 100), RED, 0.2f);
        assertThat(pixels[(HEIGHT - 1) * WIDTH + 20] >>> 24).isEqualTo(51);
        assertThat(pixels[5 * WIDTH + 20]).isZero();
    }

    private void draw(double[] values, int argb) {
        raster.clear(WIDTH, HEIGHT);
        decimator.cut(values, 0, 0, values.length, WIDTH);
        Range range = ValueAxis.fit(null, values[0], values[0], dev.perfdeck.model.Metric.Unit.COUNT);
        raster.area(decimator, range, argb, 0.3f);
        raster.line(decimator, range, 3.3f, argb);
        raster.rule(range.share(1) * HEIGHT, 1, argb, 3, 2);
    }

    private boolean touches(int left, int right) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int next = Math.max(0, y - 1); next <= Math.min(HEIGHT - 1, y + 1); next++) {
                if (pixels[y * WIDTH + left] != 0 && pixels[next * WIDTH + right] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private int ink(int x) {
        int ink = 0;
        for (int y = 0; y < HEIGHT; y++) {
            ink += pixels[y * WIDTH + x] >>> 24;
        }
        return ink;
    }
}
