package dev.perfdeck.core.monitor;

import static dev.perfdeck.core.monitor.HttpProbeTest.beatUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.target.HttpTarget;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.support.HttpService;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A service's performance API, read from a real HTTP server that fails, answers nonsense and heals.
class RemotePerformanceTest {
    private static final String STATUS = "/api/optimization/status";
    private static final String CACHE = "/api/cache/stats";
    private static final String QUERIES = "/api/query/stats";

    private HttpService service;
    private HttpTarget target;

    @BeforeEach
    void start() throws Exception {
        service = new HttpService();
        target = new HttpTarget(Duration.ofSeconds(2));
        healthy(100, 10);
    }

    @AfterEach
    void stop() {
        target.close();
        service.close();
    }

    @Test
    void readsEveryFigure() {
        var reading = remote().read();
        assertThat(reading.p95Millis()).isEqualTo(245.5);
        assertThat(reading.cache().hits()).isEqualTo(100);
        assertThat(reading.cache().connected()).isTrue();
        assertThat(reading.queries().total()).isEqualTo(100);
        assertThat(reading.queries().slow()).isEqualTo(10);
        assertThat(reading.queries().queries()).singleElement().satisfies(query -> {
            assertThat(query.name()).isEqualTo("list");
            assertThat(query.p99Millis()).isEqualTo(77.0);
            assertThat(query.lastSlowAt()).isPresent();
        });
    }

    @Test
    void nullIsNoDataAndNoReset() {
        service.answer(STATUS, 200, "{\"api_p95_current_ms\": null}");
        service.answer(CACHE, 200, "{\"hits\": null, \"misses\": null, \"is_connected\": false}");
        var reading = remote().read();
        assertThat(reading.p95Millis()).isNaN();
        assertThat(reading.counters()).containsOnlyKeys("total_queries", "slow_queries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[1, 2]", "null", "\"text\"", "{\"hits\": 1", "<html></html>"})
    void whatIsNoJsonObjectIsAFault(String body) {
        service.answer(CACHE, 200, body);
        assertThat(fault().summary()).contains("/cache/stats answered with no JSON object");
    }

    @Test
    void nestingWithoutEndIsAFault() {
        service.answer(QUERIES, 200, "{\"queries\":" + "[".repeat(100_000));
        assertThat(fault().summary()).contains("no JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                STATUS + "|{}|api_p95_current_ms",
                STATUS + "|{\"api_p95_current_ms\": \"fast\"}|api_p95_current_ms",
                STATUS + "|{\"api_p95_current_ms\": -3}|api_p95_current_ms",
                CACHE + "|{\"misses\": 3}|hits",
                CACHE + "|{\"hits\": [1], \"misses\": 3}|hits",
                QUERIES + "|{\"total_queries\": 5}|slow_queries",
                QUERIES + "|{\"total_queries\": {}, \"slow_queries\": 1}|total_queries"
            })
    void theFieldThatIsWrongIsNamed(String path, String body, String field) {
        service.answer(path, 200, body);
        assertThat(fault()).isInstanceOf(Fault.Unavailable.class);
        assertThat(fault().summary()).contains("answered without a number " + field);
    }

    @Test
    void whatIsNoQueryIsLeftOut() {
        service.answer(QUERIES, 200, """
                {"total_queries": 3, "slow_queries": 0, "slow_threshold_ms": 99999999999999999999,
                 "queries": [1, null, "x", [], {"count": 3}, {"name": 7},
                             {"name": "odd", "count": -4, "mean_ms": 1e999, "p95_ms": "12", "last_slow_at": "yesterday"}]}
                """);
        var queries = remote().read().queries();
        assertThat(queries.slowThresholdMillis()).isZero();
        assertThat(queries.queries())
                .extracting(QueryFigures.Named::name, QueryFigures.Named::count, QueryFigures.Named::lastSlowAt)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("odd", 0L, Optional.empty()));
        assertThat(queries.queries().getFirst().meanMillis()).isNaN();
        assertThat(queries.queries().getFirst().p95Millis()).isNaN();
    }

    @Test
    void readsWhatIsAskedOneByOne() {
        service.answer(QUERIES, 200, """
                {"total_queries": 3, "slow_queries": 0, "n_plus_one": [7, {"count": 3},
                 {"kind": "cache", "statement": "workflow:*", "call_site": null, "count": 40, "units": 2,
                  "total_ms": null, "replacement": "getAll", "last_seen_at": "2025-11-26T10:29:10Z"}]}
                """);
        assertThat(remote().read().queries().nPlusOne()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(QueryFigures.NPlusOne.Kind.CACHE);
            assertThat(found.statement()).isEqualTo("workflow:*");
            assertThat(found.callSite()).isEmpty();
            assertThat(found.count()).isEqualTo(40);
            assertThat(found.totalMillis()).isNaN();
            assertThat(found.lastSeenAt()).isPresent();
        });
    }

    @Test
    void queriesThatAreNoListAreNone() {
        service.answer(
                QUERIES, 200, "{\"total_queries\": 3, \"slow_queries\": 0, \"queries\": {\"a\": {\"name\": \"b\"}}}");
        assertThat(remote().read().queries().queries()).isEmpty();
    }

    @Test
    void anErrorStatusASlowAndADeadServiceAreThreeFaults() {
        service.answer(STATUS, 503, "{}");
        assertThat(fault().summary()).contains("status 503");
        service.hold();
        try (var impatient = new HttpTarget(Duration.ofMillis(200))) {
            assertThatThrownBy(new RemotePerformance(impatient, service.url("/api"))::read)
                    .isInstanceOfSatisfying(
                            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.TimedOut.class));
        }
        service.stop();
        assertThat(fault()).isInstanceOf(Fault.Unreachable.class);
    }

    @Test
    void anOutageIsAGapAndALampAndNoReset() throws Exception {
        var clock = new HandClock();
        try (var monitor = Watched.endpoints(Optional.of(service.url("/api/")), clock)) {
            monitor.start();
            beatUntil(clock, "up", () -> Watched.lamp(monitor, Source.ENDPOINTS) == Lamp.UP);
            beatUntil(clock, "its P95 shows", () -> Watched.latest(monitor, Metric.API_P95) == 245.5);
            beatUntil(
                    clock,
                    "a rate is known",
                    () -> Watched.figures(monitor, Metric.SLOW_QUERIES).size() > 0);
            service.answer(QUERIES, 200, "{}");
            beatUntil(clock, "down", () -> Watched.lamp(monitor, Source.ENDPOINTS) == Lamp.DOWN);
            assertThat(Watched.fault(monitor, Source.ENDPOINTS).summary())
                    .contains("/query/stats answered without a number");
            assertThat(monitor.queryFigures()).isEmpty();
            beatUntil(
                    clock,
                    "a gap",
                    () -> HttpProbeTest.newest(monitor, Metric.API_P95).isEmpty());
            healthy(100, 10);
            beatUntil(clock, "up again", () -> Watched.lamp(monitor, Source.ENDPOINTS) == Lamp.UP);
            beatUntil(
                    clock,
                    "its P95 shows again",
                    () -> HttpProbeTest.newest(monitor, Metric.API_P95).isPresent());
            assertThat(Watched.figures(monitor, Metric.SLOW_QUERIES)).containsOnly(0.0);
            assertThat(Watched.figures(monitor, Metric.CACHE_HITS)).containsOnly(0.0);
            assertThat(monitor.events()).isEmpty();
            healthy(3, 0);
            beatUntil(clock, "a real reset is marked", () -> Watched.marked(monitor, "Query statistics were reset"));
            assertThat(Watched.figures(monitor, Metric.SLOW_QUERIES)).allMatch(rate -> rate >= 0);
        }
    }

    private RemotePerformance remote() {
        return new RemotePerformance(target, service.url("/api"));
    }

    private Fault fault() {
        try {
            remote().read();
            throw new AssertionError("no fault");
        } catch (FaultException e) {
            return e.fault();
        }
    }

    private void healthy(int total, int slow) {
        service.answer(STATUS, 200, "{\"api_p95_current_ms\": 245.5, \"later\": [1]}");
        service.answer(
                CACHE,
                200,
                "{\"hits\": " + total + ", \"misses\": 48, \"sets\": 5, \"deletes\": 4," + " \"is_connected\": true}");
        service.answer(
                QUERIES,
                200,
                "{\"total_queries\": " + total + ", \"slow_queries\": " + slow
                        + ", \"slow_threshold_ms\": 1000, \"queries\": [{\"name\": \"list\", \"count\": 9, \"errors\": 0,"
                        + " \"mean_ms\": 12.1, \"p50_ms\": 8.0, \"p95_ms\": 40.2, \"p99_ms\": 77.0, \"max_ms\": 1400.3,"
                        + " \"slow\": 3, \"last_slow_at\": \"2025-11-26T10:29:10Z\"}]}");
    }
}
