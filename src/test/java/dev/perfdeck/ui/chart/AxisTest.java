package dev.perfdeck.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Metric.Unit;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static final TimeAxis BERLIN = new TimeAxis(ZoneId.of("Europe/Berlin"));

    @Property(tries = 2000)
    void anyValuesGiveAFiniteRangeWithTicksInIt(
            @ForAll double a, @ForAll double b, @ForAll Unit unit, @ForAll @IntRange(min = 2, max = 12) int most) {
        check(a, b, unit, most);
    }

    @Test
    void oddValuesToo() {
        double[] odd = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            0,
            1e308,
            -1e308,
            Double.MIN_VALUE,
            -1e-320,
            42
        };
        for (Unit unit : Unit.values()) {
            for (double a : odd) {
                for (double b : odd) {
                    check(a, b, unit, 5);
                }
            }
        }
    }

    @Test
    void percentsStayWithinTheirBounds() {
        assertThat(ValueAxis.fit(null, -20, 250, Unit.PERCENT)).isEqualTo(new Range(0, 100));
        assertThat(ValueAxis.fit(null, 62, 75, Unit.PERCENT)).isEqualTo(new Range(60, 100));
    }

    @Test
    void theRangeDoesNotJumpWithEverySample() {
        Range first = ValueAxis.fit(null, 10, 900, Unit.MILLISECONDS);
        assertThat(ValueAxis.fit(first, 10, 560, Unit.MILLISECONDS)).isEqualTo(first);
        assertThat(ValueAxis.fit(first, 10, 5000, Unit.MILLISECONDS).high()).isGreaterThan(5000);
        assertThat(ValueAxis.fit(first, 10, 90, Unit.MILLISECONDS).high()).isLessThan(200);
    }

    @Test
    void countsHaveWholeTicks() {
        assertThat(ValueAxis.ticks(ValueAxis.fit(null, 0, 1, Unit.COUNT), Unit.COUNT, 9))
                .allMatch(t -> t == Math.rint(t));
    }

    @Property(tries = 500)
    void timeTicksLieWithinAndAreNotTooMany(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long from,
            @ForAll @LongRange(min = 1, max = 10_000_000) long seconds,
            @ForAll @IntRange(min = 1, max = 12) int most) {
        List<TimeAxis.Tick> ticks = BERLIN.ticks(from, from + seconds, most);
        assertThat(ticks).allMatch(tick -> tick.second() >= from && tick.second() <= from + seconds);
        assertThat(ticks).hasSizeLessThanOrEqualTo(2 * most + 2);
    }

    @Test
    void daylightSavingIsTheWallClocks() {
        long midnight = ZonedDateTime.of(2026, 3, 29, 0, 0, 0, 0, BERLIN.zone()).toEpochSecond();
        assertThat(BERLIN.ticks(midnight, midnight + 5 * 3600, 6))
                .extracting(TimeAxis.Tick::label)
                .containsExactly("00:00", "01:00", "03:00", "04:00", "05:00", "06:00");
    }

    @Test
    void oddZonesTickOnTheirQuarters() {
        TimeAxis kathmandu = new TimeAxis(ZoneId.of("Asia/Kathmandu"));
        assertThat(kathmandu.ticks(1_700_000_000, 1_700_000_000 + 6 * 3600, 6))
                .extracting(TimeAxis.Tick::label)
                .allMatch(label -> label.endsWith(":00"));
    }

    @Test
    void figuresReadAsPeopleWriteThem() {
        assertThat(Figures.withUnit(5890.4, Unit.MILLISECONDS)).isEqualTo("5,890 ms");
        assertThat(Figures.withUnit(72.34, Unit.PERCENT)).isEqualTo("72.3 %");
        assertThat(Figures.withUnit(333_447_168, Unit.BYTES)).isEqualTo("318 MB");
        assertThat(Figures.withUnit(-0.0, Unit.PER_SECOND)).isEqualTo("0 /s");
        assertThat(Figures.bare(0.25, Unit.PER_SECOND)).isEqualTo("0.25");
    }

    private static void check(double a, double b, Unit unit, int most) {
        Range range = ValueAxis.fit(null, Math.min(a, b), Math.max(a, b), unit);
        assertThat(Double.isFinite(range.low()) && Double.isFinite(range.high()))
                .isTrue();
        List<Double> ticks = ValueAxis.ticks(range, unit, most);
        assertThat(ticks).isNotEmpty().hasSizeLessThanOrEqualTo(most).isSorted().allMatch(range::contains);
    }
}
