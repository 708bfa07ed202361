package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.StatementNotice;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The columns of pg_stat_statements on every major version at hand.
class StatementVersionsTest {
    private static final Duration HOUR = Watched.HOUR;

    static Stream<Arguments> versions() throws IOException {
        var atHand = Stream.of(
                Arguments.of("embedded 18", (Callable<PgServer>) Servers::postgres18),
                Arguments.of("packaged 15", (Callable<PgServer>) Servers::packagedPostgres));
        var others = Servers.otherMajors().stream()
                .map(jar ->
                        Arguments.of(jar.getFileName().toString(), (Callable<PgServer>) () -> Servers.postgres(jar)));
        return Stream.concat(atHand, others);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    void everyFigureIsReadAndAgreesWithTheServer(String version, Callable<PgServer> start) throws Exception {
        try (var pg = start.call()) {
            pg.execute(
                    "create extension pg_stat_statements",
                    "create table numbers (n int, filler text)",
                    "alter system set track_io_timing = on",
                    "alter system set pg_stat_statements.track_planning = on",
                    "alter system set work_mem = '64kB'",
                    "select pg_reload_conf()");
            totals(pg);
            window(pg);
            watched(pg);
        }
    }

    private static void load(PgServer pg, int rows) throws Exception {
        pg.execute(
                "insert into numbers select n, repeat('x', 200) from generate_series(1, " + rows + ") n",
                "select count(*) from (select * from numbers order by filler, n desc offset 10) s");
    }

    private static void totals(PgServer pg) throws Exception {
        load(pg, 5_000);
        load(pg, 2_000);
        try (var connection = pg.connect()) {
            var report = StatementTotals.read(connection, 50, StatementOrder.TOTAL);
            assertThat(report.windowSeconds()).isNaN();
            assertThat(report.statements()).isSortedAccordingTo(StatementOrder.TOTAL.comparator());
            assertThat(report.statements()).noneMatch(it -> it.text().contains(Sql.MARKER));
            var insert = find(report.statements(), "insert into numbers");
            assertThat(insert.user()).isEqualTo("postgres");
            assertThat(insert.database()).isEqualTo("postgres");
            assertThat(insert.topLevel()).isTrue();
            assertThat(insert.calls()).isEqualTo(2);
            assertThat(insert.rows()).isEqualTo(7_000);
            assertThat(insert.blocksDirtied()).isPositive();
            assertThat(insert.walBytes()).isGreaterThan(7_000 * 200);
            assertThat(insert.ioMillis()).isNotNegative();
            assertThat(insert.planMillis()).isPositive();
            assertThat(insert.sharePercent()).isBetween(0.0, 100.0001);
            assertThat(find(report.statements(), "select count(*) from (select").tempBlocksWritten())
                    .isPositive();
            var row = "select %s from pg_stat_statements where query like 'insert into numbers%%'";
            assertThat(insert.millis())
                    .isCloseTo(Double.parseDouble(pg.ask(row.formatted("total_exec_time"))), within(1e-6));
            assertThat(insert.stddevMillis())
                    .isCloseTo(Double.parseDouble(pg.ask(row.formatted("stddev_exec_time"))), within(1e-6));
            assertThat(insert.queryId()).isEqualTo(Long.parseLong(pg.ask(row.formatted("queryid"))));
            assertThat(StatementTotals.read(connection, 3, StatementOrder.CALLS).statements())
                    .hasSizeLessThanOrEqualTo(3);
        }
    }

    private static void window(PgServer pg) throws Exception {
        try (var connection = pg.connect()) {
            var loading = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 20 && !Thread.interrupted(); i++) {
                        pg.execute("select /* in the window */ pg_sleep(0.01), 1 + 1 as one");
                        Thread.sleep(20);
                    }
                } catch (Exception _) {
                    Thread.currentThread().interrupt();
                }
            });
            var report = StatementTotals.read(connection, Duration.ofSeconds(1), 50, StatementOrder.MEAN);
            loading.join();
            assertThat(report.windowSeconds()).isGreaterThanOrEqualTo(1);
            assertThat(report.statements()).noneMatch(it -> it.text().startsWith("insert into numbers"));
            assertThat(find(report.statements(), "select /* in the window */").meanMillis())
                    .isGreaterThan(5);
        }
    }

    private static void watched(PgServer pg) throws Exception {
        var clock = new HandClock();
        try (var monitor = Watched.postgres(pg.url(), "postgres", pg.password(), clock)) {
            monitor.start();
            Watched.beatUntil(clock, monitor, Source.POSTGRESQL, "the insert with all its words", () -> {
                load(pg, 500);
                return monitor.statements(HOUR).stream()
                        .anyMatch(it -> it.text().startsWith("insert into numbers")
                                && it.user().equals("postgres")
                                && it.database().equals("postgres"));
            });
            var insert = find(monitor.statements(HOUR), "insert into numbers");
            assertThat(insert.rows()).isEqualTo(500 * insert.calls());
            assertThat(insert.stddevMillis()).isNotNegative();
            assertThat(insert.walBytes()).isPositive();
            assertThat(monitor.trend(insert.key(), HOUR)).isNotEmpty();
            assertThat(monitor.statements(HOUR, new StatementFilter("postgres", "postgres")))
                    .isNotEmpty();
            assertThat(monitor.statements(HOUR, new StatementFilter("nobody", "")))
                    .isEmpty();
            assertThat(ids(monitor.statementNotices())).containsExactly("track");
        }
    }

    @Test
    void everyFlawIsNamedWithWhatMendsIt() throws Exception {
        try (var pg = Servers.postgres18()) {
            pg.execute("create role plain login");
            var clock = new HandClock();
            try (var monitor = Watched.postgres(pg.url(), "plain", "postgres", clock);
                    var connection = pg.connect()) {
                monitor.start();
                notices(clock, monitor, "extension", "rights");
                assertThatThrownBy(() -> StatementTotals.read(connection, 1, StatementOrder.TOTAL))
                        .isInstanceOfSatisfying(
                                FaultException.class,
                                it -> assertThat(it.fault()).isInstanceOf(Fault.MissingExtension.class));
                pg.execute(sql(monitor, "extension"));
                notices(clock, monitor, "rights", "track", "io");
                assertThat(sql(monitor, "rights")).isEqualTo("GRANT pg_read_all_stats TO \"plain\";");
                pg.execute(sql(monitor, "rights"));
                mend(pg, monitor, "track", "io");
                notices(clock, monitor);
                pg.execute("alter system set compute_query_id = off", "select pg_reload_conf()");
                notices(clock, monitor, "queryids");
                mend(pg, monitor, "queryids");
                notices(clock, monitor);
                pg.execute("select pg_stat_statements_reset()");
                notices(clock, monitor, "reset");
            }
        }
    }

    @Test
    void aResetOfOursIsNobodyElses() throws Exception {
        try (var pg = Servers.postgres18()) {
            pg.execute("create extension pg_stat_statements");
            var clock = new HandClock();
            try (var monitor = Watched.postgres(pg.url(), "postgres", "postgres", clock)) {
                monitor.start();
                notices(clock, monitor, "track", "io");
                monitor.expectStatementsReset();
                pg.execute("select pg_stat_statements_reset()");
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "marked",
                        () -> Watched.marked(monitor, "pg_stat_statements was reset"));
                assertThat(ids(monitor.statementNotices())).containsExactly("track", "io");
            }
        }
    }

    @Test
    void otherDatabasesAreReadWhenAskedFor() throws Exception {
        try (var pg = Servers.postgres18()) {
            pg.execute("create extension pg_stat_statements", "create database other");
            var other = pg.url().replace("/postgres", "/other");
            var clock = new HandClock();
            try (var monitor = Watched.postgres(pg.url(), "postgres", "postgres", clock);
                    var away = java.sql.DriverManager.getConnection(other, "postgres", "postgres");
                    var statement = away.createStatement()) {
                statement.execute("select 1 + 1 as before_anybody_looked");
                monitor.start();
                Watched.beatUntil(clock, monitor, Source.POSTGRESQL, "something", () -> {
                    statement.execute("select 1 - 1 as elsewhere");
                    pg.execute("select 1 * 1 as here");
                    return monitor.statements(HOUR).stream()
                            .anyMatch(it -> it.text().endsWith("as here")
                                    && !it.database().isEmpty());
                });
                assertThat(monitor.statements(HOUR))
                        .allMatch(it -> it.database().equals("postgres"));
                monitor.watchEveryDatabase(true);
                Watched.beatUntil(clock, monitor, Source.POSTGRESQL, "the other's", () -> {
                    statement.execute("select 1 - 1 as elsewhere");
                    return monitor.statements(HOUR, new StatementFilter("", "other")).stream()
                            .anyMatch(it -> it.text().contains("elsewhere"));
                });
                // What ran before is no news.
                assertThat(monitor.statements(HOUR)).noneMatch(it -> it.text().contains("before_anybody"));
                assertThat(monitor.costliest(HOUR, 100))
                        .noneMatch(it -> it.text().contains("elsewhere"));
            }
        }
    }

    private static void notices(HandClock clock, Monitor monitor, String... ids) throws Exception {
        Watched.beatUntil(
                clock,
                monitor,
                Source.POSTGRESQL,
                "notices " + List.of(ids),
                () -> ids(monitor.statementNotices()).equals(List.of(ids)));
    }

    private static void mend(PgServer pg, Monitor monitor, String... ids) throws Exception {
        for (var id : ids) {
            pg.execute(sql(monitor, id).split("\n", -1));
        }
    }

    private static String sql(Monitor monitor, String id) {
        return monitor.statementNotices().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow()
                .sql();
    }

    private static List<String> ids(List<StatementNotice> notices) {
        return notices.stream().map(StatementNotice::id).toList();
    }

    private static StatementFigures find(List<StatementFigures> statements, String start) {
        return statements.stream()
                .filter(it -> it.text().startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(start + " is not in " + statements));
    }
}
