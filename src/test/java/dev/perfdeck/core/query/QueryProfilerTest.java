package dev.perfdeck.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;

class QueryProfilerTest {
    private static final Instant NOW = Instant.parse("2025-11-26T10:30:00Z");
    private final QueryProfiler profiler = new QueryProfiler(50, Clock.fixed(NOW, ZoneOffset.UTC));

    @Property(tries = 200)
    void keepsCountMaximumAndSlowCalls(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 200_000) Long> micros) {
        var profiler = new QueryProfiler(50, Clock.fixed(NOW, ZoneOffset.UTC));
        micros.forEach(time -> profiler.record("q", TimeUnit.MICROSECONDS.toNanos(time), true));
        var figures = profiler.figures();
        var query = figures.queries().getFirst();
        long slow = micros.stream().filter(time -> time >= 50_000).count();
        double max = micros.stream().mapToLong(Long::longValue).max().orElseThrow() / 1000.0;
        assertThat(figures.total()).isEqualTo(micros.size());
        assertThat(figures.slow()).isEqualTo(slow);
        assertThat(query.lastSlowAt().isPresent()).isEqualTo(slow > 0);
        assertThat(query.maxMillis()).isCloseTo(max, Percentage.withPercentage(1));
        assertThat(query.p50Millis()).isLessThanOrEqualTo(query.p95Millis());
        assertThat(query.p95Millis()).isLessThanOrEqualTo(query.p99Millis());
        assertThat(query.p99Millis()).isLessThanOrEqualTo(query.maxMillis());
    }

    @Example
    void countsACallThatThrowsAndHandsItsExceptionOn() {
        assertThatThrownBy(() -> profiler.profile("q", () -> {
                    throw new java.sql.SQLException("no");
                }))
                .isInstanceOf(java.sql.SQLException.class);
        var query = profiler.figures().queries().getFirst();
        assertThat(query.count()).isEqualTo(1);
        assertThat(query.errors()).isEqualTo(1);
    }

    @Example
    void isSlowAtTheThresholdAndNotBelow() {
        profiler.record("below", TimeUnit.MICROSECONDS.toNanos(49_999), true);
        profiler.record("at", TimeUnit.MILLISECONDS.toNanos(50), true);
        var queries = profiler.figures().queries();
        assertThat(queries).extracting("name").containsExactly("at", "below");
        assertThat(queries.get(0).lastSlowAt()).contains(NOW);
        assertThat(queries.get(1).slow()).isZero();
    }

    @Example
    void startsAnewAfterAReset() throws Exception {
        assertThat(profiler.profile("q", () -> 7)).isEqualTo(7);
        profiler.reset();
        assertThat(profiler.figures().queries()).isEmpty();
    }
}
