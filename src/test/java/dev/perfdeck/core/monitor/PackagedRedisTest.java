package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.support.Servers;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every figure of the machine's own Redis, and the ways in which it refuses.
class PackagedRedisTest {
    private static final List<Metric> FIGURES = List.of(
            Metric.REDIS_OPERATIONS,
            Metric.REDIS_MEMORY,
            Metric.REDIS_EVICTIONS,
            Metric.REDIS_CLIENTS,
            Metric.CACHE_HITS,
            Metric.CACHE_MISSES,
            Metric.CACHE_HIT_RATE);

    @Test
    void showsEveryFigureThroughAResetAndARestart() throws Exception {
        try (var redis = Servers.packagedRedis();
                var monitor = Watched.redis(redis.url())) {
            monitor.start();
            load(redis, monitor);
            assertThat(monitor.health(Source.REDIS).version()).startsWith("7.0");
            assertThat(monitor.health(Source.REDIS).costMillisPerSecond()).isPositive();
            assertThat(monitor.cacheFigures().connected()).isTrue();
            redis.stop();
            until("down", () -> Watched.lamp(monitor, Source.REDIS) == Lamp.DOWN);
            assertThat(monitor.cacheFigures().connected()).isFalse();
            redis.start();
            until("up", () -> Watched.lamp(monitor, Source.REDIS) == Lamp.UP);
            until("marked", () -> Watched.marked(monitor, "Redis restarted"));
            for (var metric : FIGURES) {
                assertThat(Watched.figures(monitor, metric)).as(metric.name()).allMatch(value -> value >= 0);
            }
            assertThat(monitor.errors()).isZero();
        }
    }

    private static void load(Servers.Redis redis, Monitor monitor) throws Exception {
        var client = RedisClient.create(redis.url());
        try (var connection = client.connect()) {
            var app = connection.sync();
            app.set("k", "v");
            until("every figure", () -> {
                app.get("k");
                app.get("absent");
                return FIGURES.stream()
                        .noneMatch(metric -> Watched.figures(monitor, metric).isEmpty());
            });
            until("half of the reads hit", () -> {
                app.get("k");
                app.get("absent");
                return Math.abs(Watched.latest(monitor, Metric.CACHE_HIT_RATE) - 50) < 5;
            });
            assertThat(Watched.latest(monitor, Metric.REDIS_CLIENTS)).isEqualTo(1);
            app.hset("app:$stats", Map.of("hits", "7", "misses", "3", "sets", "2", "deletes", "1", "epoch", "1"));
            until("the application's counters", () -> monitor.cacheFigures().hits() == 7);
            assertThat(monitor.cacheFigures().hitRatePercent()).isEqualTo(70.0);
            app.configResetstat();
            until("the reset is marked", () -> Watched.marked(monitor, "Redis statistics were reset"));
        } finally {
            client.shutdown();
        }
    }

    @Test
    void isWatchedThroughASocketOfTheMachineToo(@TempDir Path directory) throws Exception {
        var socket = directory.resolve("redis.sock");
        try (var redis = Servers.packagedRedis("unixsocket " + socket);
                var monitor = Watched.redis("redis-socket://" + socket)) {
            monitor.start();
            load(redis, monitor);
            assertThat(monitor.health(Source.REDIS).lamp()).isEqualTo(Lamp.UP);
        }
    }

    @Test
    void aFullServerAndAWrongPasswordAreTwoFaults() throws Exception {
        try (var redis = Servers.packagedRedis("maxclients 1", "requirepass secret")) {
            try (var monitor = Watched.redis(redis.url())) {
                monitor.start();
                until("refused", () -> Watched.lamp(monitor, Source.REDIS) == Lamp.DOWN);
                assertThat(Watched.fault(monitor, Source.REDIS)).isInstanceOf(Fault.PasswordWanted.class);
                assertThat(Watched.fault(monitor, Source.REDIS).remedy()).contains("PERFDECK_REDIS_PASSWORD");
            }
            var client = RedisClient.create(redis.url().replace("redis://", "redis://:secret@"));
            try (var taken = client.connect();
                    var monitor = Watched.redis(redis.url())) {
                assertThat(taken.sync().ping()).isEqualTo("PONG");
                monitor.start();
                until("full", () -> Watched.fault(monitor, Source.REDIS) instanceof Fault.Unavailable);
                assertThat(Watched.fault(monitor, Source.REDIS).summary()).contains("too many clients");
            } finally {
                client.shutdown();
            }
        }
    }
}
