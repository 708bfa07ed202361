package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.model.Targets;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The whole monitor against an embedded PostgreSQL 18 and Redis 7.
class MonitorTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static PgServer pg;
    private static Servers.Redis redis;

    @BeforeAll
    static void start() throws Exception {
        pg = Servers.postgres18();
        redis = Servers.redis();
    }

    @AfterAll
    static void stop() throws Exception {
        pg.close();
        redis.close();
    }

    @Test
    void showsStatementsWithoutItsOwnAndMarksTheirReset() throws Exception {
        pg.execute("create extension if not exists pg_stat_statements");
        try (var monitor = monitor("postgres");
                var load = pg.connect();
                var statement = load.createStatement()) {
            monitor.start();
            until("costliest shows the load, with text", () -> {
                statement.execute("select count(*) from generate_series(1, 1000) as numbers");
                return monitor.costliest(HOUR, 5).stream()
                        .anyMatch(it -> it.text().contains("numbers"));
            });
            assertThat(monitor.health(Source.POSTGRESQL).lamp()).isEqualTo(Lamp.UP);
            assertThat(monitor.health(Source.POSTGRESQL).version()).startsWith("18");
            assertThat(monitor.costliest(HOUR, 100)).noneMatch(it -> it.text().contains(Sql.MARKER));
            assertThat(monitor.costliest(HOUR, 100)).allMatch(it -> it.sharePercent() <= 100.0001);
            assertThat(latest(monitor, Metric.QUERIES)).isPositive();
            assertThat(latest(monitor, Metric.PG_SESSIONS_ACTIVE)).isNotNegative();
            until("cost is known", () -> monitor.health(Source.POSTGRESQL).costMillisPerSecond() > 0);
            pg.execute("select pg_stat_statements_reset()");
            until("the reset is marked", () -> marked(monitor, "pg_stat_statements was reset"));
            assertThat(Arrays.stream(
                            monitor.history().window(Metric.QUERIES, HOUR).values()))
                    .noneMatch(value -> value < 0);
        }
    }

    /// Each screen may be opened before the first second is there.
    @Test
    void answersBeforeTheFirstReading() {
        try (var monitor = monitor("postgres")) {
            var key = "1/1/1/true";
            assertThat(monitor.statementNotices()).isEmpty();
            assertThat(monitor.costliest(HOUR, 5)).isEmpty();
            assertThat(monitor.statements(HOUR)).isEmpty();
            assertThat(monitor.trend(key, HOUR)).isEmpty();
            assertThat(monitor.statementMean(key, HOUR).values()).isEmpty();
            assertThat(monitor.statementCalls(key, HOUR).values()).isEmpty();
        }
    }

    @Test
    void knowsItsOwnStatementsFromTheFirstPollOn() throws Exception {
        pg.execute("create extension if not exists pg_stat_statements", "select pg_stat_statements_reset()");
        try (var connection = pg.connect()) {
            var facts = PgFacts.read(connection);
            var ids = OwnStatements.ids(connection, facts.statements().orElseThrow());
            var filed = Long.parseLong(pg.ask(
                    "select queryid from pg_stat_statements where query like 'select /* perfdeck */%version_num%'"));
            assertThat(ids).hasSize(8).contains(filed);
        }
    }

    @Test
    void countsApplicationHitsAndMarksRedisResets() throws Exception {
        var client = RedisClient.create(redis.url());
        try (var monitor = monitor("postgres");
                var connection = client.connect()) {
            var app = connection.sync();
            monitor.start();
            app.set("k", "v");
            until("keyspace hits show", () -> {
                app.get("k");
                return latest(monitor, Metric.CACHE_HIT_RATE) == 100.0;
            });
            app.hset("app:$stats", java.util.Map.of("hits", "10", "misses", "10", "errors", "3", "epoch", "1"));
            until("own statistics are seen", () -> monitor.cacheFigures().misses() == 10);
            assertThat(monitor.cacheFigures().errors()).isEqualTo(3);
            until("their rate shows", () -> {
                app.hincrby("app:$stats", "misses", 1);
                return latest(monitor, Metric.CACHE_HIT_RATE) == 0.0;
            });
            app.hset("app:$stats", java.util.Map.of("hits", "0", "misses", "0", "epoch", "2"));
            until("the cache's reset is marked", () -> marked(monitor, "Cache statistics were reset"));
            app.configResetstat();
            until("the server's reset is marked", () -> marked(monitor, "Redis statistics were reset"));
            app.del("app:$stats");
        } finally {
            client.shutdown();
        }
    }

    @Test
    void aSourceThatComesBackIsFoundAgainWhileTheOthersGoOn() throws Exception {
        try (var monitor = monitor("postgres")) {
            monitor.start();
            until("Redis is up", () -> monitor.health(Source.REDIS).lamp() == Lamp.UP);
            redis.stop();
            until("Redis is down", () -> monitor.health(Source.REDIS).lamp() == Lamp.DOWN);
            assertThat(monitor.health(Source.REDIS).fault())
                    .hasValueSatisfying(fault -> assertThat(fault).isInstanceOf(Fault.Unreachable.class));
            assertThat(monitor.health(Source.POSTGRESQL).lamp()).isNotEqualTo(Lamp.DOWN);
            redis.start();
            until("Redis is up again", () -> monitor.health(Source.REDIS).lamp() == Lamp.UP);
            until("the restart is marked", () -> marked(monitor, "Redis restarted"));
        }
    }

    @Test
    void saysWhichRightIsMissing() throws Exception {
        pg.execute(
                "drop role if exists plain",
                "create role plain login",
                "create extension if not exists pg_stat_statements");
        try (var monitor = monitor("plain")) {
            monitor.start();
            until("limited", () -> monitor.health(Source.POSTGRESQL).lamp() == Lamp.LIMITED);
            assertThat(monitor.health(Source.POSTGRESQL).fault().orElseThrow().remedy())
                    .isEqualTo("GRANT pg_read_all_stats TO \"plain\";");
            until(
                    "a poll of statements",
                    () -> monitor.history().window(Metric.PG_TRANSACTIONS, HOUR).latest(5) >= 0);
            assertThat(monitor.history().window(Metric.PG_SESSIONS_ACTIVE, HOUR).values())
                    .containsOnly(Double.NaN);
            assertThat(monitor.costliest(HOUR, 50)).noneMatch(it -> it.text().contains("insufficient"));
        }
    }

    private static Monitor monitor(String user) {
        var environment = new Environment(
                "test",
                false,
                Optional.of(pg.database(pg.port(), user)),
                Optional.of(new Environment.Redis(redis.url(), "app", 2, 2000)),
                Optional.empty(),
                List.of());
        return new Monitor(
                environment,
                (_, source) -> source == Source.REDIS ? Optional.empty() : Optional.of(new Secret("postgres")),
                Targets.DEFAULT,
                List.of());
    }

    private static double latest(Monitor monitor, Metric metric) {
        return monitor.history().window(metric, HOUR).latest(10);
    }

    private static boolean marked(Monitor monitor, String label) {
        return monitor.events().stream()
                .anyMatch(event ->
                        event.kind() == Event.Kind.BASELINE && event.label().equals(label));
    }
}
