package dev.perfdeck.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DecimatorTest {
    private final Decimator decimator = new Decimator();

    @Property(tries = 300)
    void keepsLeastAndGreatestOfEveryColumn(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3000) int size,
            @ForAll @IntRange(min = 1, max = 300) int width) {
        double[] values = noise(seed, size, 0.2);
        decimator.cut(values, 100, 100, 100 + size, width);
        double step = size / (double) width;
        for (int c = 0; c < width; c++) {
            int start = Math.clamp((long) Math.ceil(c * step), 0, size);
            int end = Math.clamp((long) Math.ceil((c + 1) * step), start, size);
            double[] column = Arrays.stream(values, start, end)
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            assertThat(decimator.least(c)).isEqualTo(Double.valueOf(column.length == 0 ? Double.NaN : column[0]));
            assertThat(decimator.greatest(c))
                    .isEqualTo(Double.valueOf(column.length == 0 ? Double.NaN : column[column.length - 1]));
        }
    }

    @Property(tries = 200)
    void neighbouringColumnsMeetWhereNoSampleIsMissing(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 2000) int size,
            @ForAll @IntRange(min = 1, max = 300) int width) {
        decimator.cut(noise(seed, size, 0), 0, 0, size - 1, width);
        for (int c = 1; c < width; c++) {
            assertThat(decimator.low(c)).isLessThanOrEqualTo(decimator.high(c - 1));
            assertThat(decimator.high(c)).isGreaterThanOrEqualTo(decimator.low(c - 1));
        }
    }

    @Test
    void noSampleIsAGap() {
        double[] values = {1, 1, Double.NaN, Double.NaN, Double.NaN, 1, 1};
        decimator.cut(values, 0, 0, 7, 70);
        assertThat(decimator.high(5)).isEqualTo(1);
        assertThat(decimator.high(15)).isNaN();
        assertThat(decimator.high(40)).isNaN();
        assertThat(decimator.high(55)).isEqualTo(1);
    }

    @Test
    void aLonelySampleIsSeen() {
        double[] values = {Double.NaN, Double.NaN, 7, Double.NaN};
        decimator.cut(values, 0, 0, 4, 40);
        assertThat(decimator.low(20)).isEqualTo(7);
        assertThat(decimator.high(21)).isNaN();
    }

    @Test
    void aBridgeJoinsSamplesThatFarApart() {
        double[] values = {0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 10, Double.NaN};
        decimator.bridge(5);
        decimator.cut(values, 0, 0, 7, 70);
        assertThat(decimator.crossing(25)).isCloseTo(5, org.assertj.core.data.Offset.offset(1e-9));
        decimator.bridge(4);
        decimator.cut(values, 0, 0, 7, 70);
        assertThat(decimator.crossing(25)).isNaN();
    }

    @Test
    void infinitySamplesAreGaps() {
        decimator.cut(new double[] {1, Double.POSITIVE_INFINITY, 3, Double.NEGATIVE_INFINITY}, 0, 0, 4, 1);
        assertThat(decimator.low(0)).isEqualTo(1);
        assertThat(decimator.high(0)).isEqualTo(3);
    }

    @Test
    void spansBeyondTheSamplesAreEmpty() {
        decimator.cut(new double[] {5}, 1000, 0, 100, 10);
        assertThat(Extent.of(decimator).isEmpty()).isTrue();
        decimator.cut(new double[] {}, 0, 0, 100, 10);
        assertThat(Extent.of(decimator).isEmpty()).isTrue();
    }

    private static double[] noise(long seed, int size, double missing) {
        Random random = new Random(seed);
        return random.doubles(size)
                .map(v -> random.nextDouble() < missing ? Double.NaN : v * 1000 - 500)
                .toArray();
    }
}
