package dev.perfdeck.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.query.call.CallSites;
import dev.perfdeck.core.query.call.SqlShape;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;

class QueryProfilerTest {
    private static final Instant NOW = Instant.parse("2025-11-26T10:30:00Z");
    private final AtomicLong nanos = new AtomicLong(TimeUnit.HOURS.toNanos(3));
    private final QueryProfiler profiler = profiler();

    @Property(tries = 200)
    void keepsCountMaximumAndSlowCalls(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 200_000) Long> micros) {
        var profiler = profiler();
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

    @Example
    void aWindowHoldsWhatHappenedInItAndNothingElse() {
        profiler.record("q", TimeUnit.MILLISECONDS.toNanos(100), false, 7);
        pass(120);
        profiler.record("q", TimeUnit.MILLISECONDS.toNanos(10), true, 3);
        pass(30);
        assertThat(profiler.over(Duration.ofSeconds(60))).singleElement().satisfies(query -> {
            assertThat(query.count()).isEqualTo(1);
            assertThat(query.errors()).isZero();
            assertThat(query.rows()).isEqualTo(3);
            assertThat(query.slow()).isZero();
            assertThat(query.maxMillis()).isCloseTo(10, Percentage.withPercentage(1));
        });
        assertThat(profiler.over(Duration.ofSeconds(10))).isEmpty();
        assertThat(profiler.over(Duration.ofMinutes(5))).singleElement().satisfies(query -> {
            assertThat(query.count()).isEqualTo(2);
            assertThat(query.rows()).isEqualTo(10);
        });
        assertThatThrownBy(() -> profiler.over(Duration.ofHours(2))).hasMessageContaining("at most an hour");
    }

    @Property(tries = 60)
    void anyWindowAgreesWithAListOfAllCallsWithinASlotOrAMinute(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 90) Long> pauses,
            @ForAll @LongRange(min = 10, max = 3_600) long window) {
        var start = nanos.get();
        var ends = new ArrayList<Long>();
        var profiler = profiler();
        for (long pause : pauses) {
            pass(pause);
            profiler.record("q", TimeUnit.MICROSECONDS.toNanos(100 + pause), true);
            ends.add(nanos.get());
        }
        long from = nanos.get() - TimeUnit.SECONDS.toNanos(window);
        long count = profiler.over(Duration.ofSeconds(window)).stream()
                .mapToLong(QueryProfile::count)
                .sum();
        long least = ends.stream().filter(end -> end >= from).count();
        long most = ends.stream()
                .filter(end -> end >= from - TimeUnit.SECONDS.toNanos(window <= 280 ? 10 : 70))
                .count();
        assertThat(count).isBetween(least, most);
        assertThat(start).isLessThanOrEqualTo(nanos.get());
    }

    @Example
    void losesNothingWhileManyRecordAndSlotsGoBy() throws Exception {
        int threads = 4;
        int calls = 20_000;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < threads; i++) {
                pool.execute(() -> {
                    for (int call = 0; call < calls; call++) {
                        profiler.record("q", 1_000 + call, true);
                        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
                    }
                });
            }
        }
        var all = profiler.profiles().getFirst();
        assertThat(all.count()).isEqualTo((long) threads * calls);
        assertThat(all.p50Millis()).isCloseTo((1_000 + calls / 2.0) / 1e6, Percentage.withPercentage(2));
        assertThat(profiler.over(Duration.ofMinutes(60)).getFirst().count()).isEqualTo((long) threads * calls);
    }

    @Example
    void aSlowCallIsKeptWithItsPlace() throws Exception {
        profiler.profile("q", () -> {
            pass(1);
            return List.of(1, 2, 3);
        });
        assertThat(profiler.slowCalls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("q");
            assertThat(call.duration()).isEqualTo(Duration.ofSeconds(1));
            assertThat(call.at()).isEqualTo(NOW);
            assertThat(call.callSite())
                    .startsWith("dev.perfdeck.core.query.QueryProfilerTest.aSlowCallIsKeptWithItsPlace(Query");
            assertThat(call.outcome()).isEqualTo(SlowCall.Outcome.GOOD);
        });
        assertThat(profiler.profiles().getFirst().rows()).isEqualTo(3);
    }

    @Example
    void shapesWithoutEndGoIntoOne() {
        for (int i = 0; i < 1_200; i++) {
            profiler.ran(SqlShape.of("select * from t" + i), 0, 1_000, true);
        }
        var all = profiler.profiles();
        assertThat(all).hasSize(1_001);
        assertThat(all.getFirst().name()).isEqualTo(QueryProfiler.OTHERS);
        assertThat(all.getFirst().count()).isEqualTo(200);
    }

    private QueryProfiler profiler() {
        return new QueryProfiler(50, Clock.fixed(NOW, ZoneOffset.UTC), CallSites.USUAL, nanos::get);
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
