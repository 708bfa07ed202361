package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Event;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import dev.perfdeck.support.Signal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Counters that start anew, and entries that come and go.
class PgBaselineTest {
    /// Makes counters so high that a fall taken for a rise, or a total taken for a rate, would stand out.
    private static final String COUNT_UP = "do 'begin for i in 1..20000 loop perform 1; commit; end loop; end'";

    private static final double FAR_TOO_MANY = 5_000;

    @Test
    void aBackendKilledHardIsACrashRecoveryWithANewBaseline() throws Exception {
        try (var pg = Servers.packagedPostgres()) {
            pg.execute("create extension pg_stat_statements", COUNT_UP);
            var clock = new HandClock();
            try (var monitor = Watched.postgres(pg.url(), "postgres", pg.password(), clock)) {
                monitor.start();
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "figures",
                        () -> !Watched.figures(monitor, Metric.QUERIES).isEmpty());
                try (var victim = pg.connect();
                        var statement = victim.createStatement();
                        var row = statement.executeQuery("select pg_backend_pid()")) {
                    row.next();
                    Signal.send("KILL", row.getLong(1));
                    until("the server has recovered", () -> pg.log().contains("all server processes terminated"));
                }
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "marked",
                        () -> Watched.marked(monitor, "PostgreSQL statistics restarted"));
                Watched.beatUntil(clock, monitor, Source.POSTGRESQL, "up again", () -> lamp(monitor) == Lamp.UP);
                var crash = monitor.history().latestSecond();
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "statements again",
                        () -> monitor.history()
                                        .window(
                                                Metric.QUERIES,
                                                java.time.Duration.ofSeconds(Math.max(
                                                        1, monitor.history().latestSecond() - crash)))
                                        .latest(5)
                                >= 0);
                assertThat(Watched.figures(monitor, Metric.PG_TRANSACTIONS))
                        .allMatch(rate -> rate >= 0 && rate < FAR_TOO_MANY);
                assertThat(Watched.figures(monitor, Metric.QUERIES)).allMatch(rate -> rate >= 0 && rate < FAR_TOO_MANY);
                assertThat(Watched.figures(monitor, Metric.PG_BUFFER_HIT_RATE))
                        .allMatch(rate -> rate >= 0 && rate <= 100);
            }
        }
    }

    @Test
    void evictionIsSaidOnceAndCountsNothingTwice() throws Exception {
        var settings = Map.of("shared_preload_libraries", "pg_stat_statements", "pg_stat_statements.max", "100");
        try (var pg = Servers.postgres18(settings)) {
            pg.execute("create extension pg_stat_statements");
            var clock = new HandClock();
            try (var monitor = Watched.postgres(pg.url(), "postgres", "postgres", clock)) {
                monitor.start();
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "figures",
                        () -> !Watched.figures(monitor, Metric.QUERIES).isEmpty());
                shapes(pg);
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "evictions are counted",
                        () -> monitor.evictedStatements() > 0);
                var seen = monitor.evictedStatements();
                shapes(pg);
                Watched.beatUntil(
                        clock, monitor, Source.POSTGRESQL, "and counted on", () -> monitor.evictedStatements() > seen);
                assertThat(monitor.events())
                        .filteredOn(event -> event.label().equals("statements evicted"))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.kind()).isEqualTo(Event.Kind.WARNING);
                            assertThat(event.text()).contains("pg_stat_statements.max");
                        });
                assertThat(monitor.events()).noneMatch(event -> event.kind() == Event.Kind.BASELINE);
                // What was dropped is not known any more: figures may be too low, never too high.
                var counted = Watched.figures(monitor, Metric.QUERIES).stream()
                        .mapToDouble(it -> it)
                        .sum();
                assertThat(counted).isBetween(0.0, 2.0 * SHAPES + 500);
                assertThat(monitor.costliest(Watched.HOUR, 200))
                        .allMatch(it -> it.calls() > 0 && it.totalMillis() >= 0);
            }
        }
    }

    private static final int SHAPES = 1_000;

    /// A thousand statements that differ in the types of their constants.
    private static void shapes(PgServer pg) throws Exception {
        var sql = new String[SHAPES];
        for (int i = 0; i < SHAPES; i++) {
            sql[i] = "select 1" + ", 1".repeat(i % 32) + ", 'a'".repeat(i / 32);
        }
        pg.execute(sql);
    }

    private static Lamp lamp(Monitor monitor) {
        return Watched.lamp(monitor, Source.POSTGRESQL);
    }
}
