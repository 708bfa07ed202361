package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfdeck.model.Metric;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final History history = new History();

    @Test
    void aSecondThatWasNotWrittenIsAGap() {
        history.begin(100);
        history.put(Metric.QUERIES, 100, 7);
        history.begin(103);
        history.put(Metric.QUERIES, 103, 9);
        assertThat(history.window(Metric.QUERIES, Duration.ofSeconds(4)).values())
                .containsExactly(7, Double.NaN, Double.NaN, 9);
        assertThat(history.window(Metric.QUERIES, Duration.ofSeconds(4)).firstSecond())
                .isEqualTo(100);
    }

    @Test
    void afterAJumpOfTheClockOldFiguresAreNotShownAsNew() {
        history.begin(10_000);
        history.put(Metric.QUERIES, 10_000, 7);
        history.begin(10_000 + History.SECONDS);
        assertThat(history.window(Metric.QUERIES, HOUR).values()).containsOnly(Double.NaN);
        history.begin(9_000);
        assertThat(history.window(Metric.QUERIES, HOUR).values()).containsOnly(Double.NaN);
    }

    @Property
    void whatIsNotFiniteIsAGap(@ForAll double value) {
        history.begin(5);
        history.put(Metric.CACHE_HIT_RATE, 5, value);
        var kept = history.window(Metric.CACHE_HIT_RATE, Duration.ofSeconds(1)).values()[0];
        assertThat(kept).isEqualTo(Double.isFinite(value) ? value : Double.NaN);
    }

    @Test
    void hitRateIsOfAllRequestsAndNotTheMeanOfRates() {
        history.begin(1);
        history.put(Metric.CACHE_HITS, 1, 1);
        history.put(Metric.CACHE_MISSES, 1, 0);
        history.begin(2);
        history.put(Metric.CACHE_HITS, 2, 0);
        history.put(Metric.CACHE_MISSES, 2, 3);
        assertThat(history.hitRate(HOUR)).isEqualTo(25.0);
        assertThat(new History().hitRate(HOUR)).isNaN();
    }

    @Property(tries = 100)
    void mergedPercentilesAreThoseOfAllLatencies(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 1, max = 3_600_000_000L) Long> micros) {
        var fresh = new History();
        var whole = Latencies.empty();
        for (int i = 0; i < micros.size(); i++) {
            var second = Latencies.empty();
            second.recordValue(micros.get(i));
            whole.recordValue(micros.get(i));
            fresh.begin(i);
            fresh.put(i, second);
        }
        var truth = Latencies.percentileMillis(whole, 95);
        assertThat(fresh.latencyPercentile(95, HOUR)).isCloseTo(truth, within(truth * 0.01));
        assertThat(fresh.latency(HOUR).getTotalCount()).isEqualTo(micros.size());
    }

    @Test
    void aQuietTimeHasNoPercentile() {
        history.begin(50);
        history.put(50, Latencies.empty());
        assertThat(history.latencyPercentile(95, HOUR)).isNaN();
        assertThat(history.window(Metric.API_P95, HOUR).latest(10)).isNaN();
    }

    @Test
    void aRateIsSpreadOverTheSecondsThatItCovers() {
        history.begin(20);
        history.spread(Metric.QUERIES, 15, 20, 3);
        assertThat(history.window(Metric.QUERIES, Duration.ofSeconds(6)).values())
                .containsExactly(Double.NaN, 3, 3, 3, 3, 3);
        history.spread(Metric.SLOW_QUERIES, -4_000, 20, 3);
        assertThat(history.window(Metric.SLOW_QUERIES, Duration.ofSeconds(2)).values())
                .containsExactly(Double.NaN, 3);
    }
}
