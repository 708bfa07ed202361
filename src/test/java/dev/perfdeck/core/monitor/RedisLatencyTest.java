package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.model.Targets;
import dev.perfdeck.support.Servers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What Redis measures itself, on the embedded and on the machine's own server, with and without the right to it.
class RedisLatencyTest {
    private static final String SLOW = "local x = 0 for i = 1, 200000 do x = x + i end return x";

    @Test
    void showsRangesAndStartsAnewAfterAResetOnTheEmbeddedRedis() throws Exception {
        try (var redis = Servers.redis()) {
            showsRanges(redis);
        }
    }

    @Test
    void showsRangesAndStartsAnewAfterAResetOnTheMachinesRedis() throws Exception {
        try (var redis = Servers.packagedRedis()) {
            showsRanges(redis);
        }
    }

    private static void showsRanges(Servers.Redis redis) throws Exception {
        var client = RedisClient.create(redis.url());
        try (var monitor = monitor(redis.url(), "");
                var connection = client.connect()) {
            monitor.start();
            assertThat(monitor.redisLatency()).isEmpty();
            until("slow calls show", () -> {
                slow(connection.sync());
                return monitor.redisLatency()
                        .filter(it -> it.p99HighMicros() > 100)
                        .isPresent();
            });
            var latency = monitor.redisLatency().orElseThrow();
            assertThat(latency.p50LowMicros()).isLessThan(latency.p50HighMicros());
            assertThat(latency.p95LowMicros()).isBetween(latency.p50LowMicros(), latency.p99LowMicros());
            connection.sync().configResetstat();
            until("the reset is a baseline", () -> monitor.redisLatency().isEmpty());
            until("and then it goes on", () -> monitor.redisLatency().isPresent());
            assertThat(monitor.errors()).isZero();
        } finally {
            client.shutdown();
        }
    }

    @Test
    void aUserWithoutTheRightLosesThatFigureOnlyAndIsRefusedOnce() throws Exception {
        try (var redis = Servers.packagedRedis()) {
            var client = RedisClient.create(redis.url());
            try (var connection = client.connect()) {
                var admin = connection.sync();
                user(admin, "watcher", "+info +hmget +client +hello ~app:*");
                user(admin, "blind", "+hmget +client +hello ~app:*");
                user(admin, "keyless", "+info +client +hello");
                noLatency(redis, admin);
                noInfo(redis);
                noKey(redis, admin);
            } finally {
                client.shutdown();
            }
        }
    }

    private static void noLatency(Servers.Redis redis, RedisCommands<String, String> admin) throws Exception {
        try (var monitor = monitor(as(redis, "watcher"), "word")) {
            monitor.start();
            until("up", () -> lamp(monitor) == Lamp.UP);
            var first = monitor.history().latestSecond();
            until("past a second reading", () -> monitor.history().latestSecond() > first + 6);
            assertThat(lamp(monitor)).isEqualTo(Lamp.UP);
            assertThat(monitor.redisLatency()).isEmpty();
            assertThat(monitor.history()
                            .window(Metric.REDIS_MEMORY, Duration.ofSeconds(5))
                            .latest(5))
                    .isPositive();
            var refusals = admin.aclLog().stream()
                    .filter(it -> it.toString().contains("latency"))
                    .toList();
            assertThat(refusals).hasSize(1);
            assertThat(refusals.getFirst().get("count")).hasToString("1");
        }
    }

    private static void noInfo(Servers.Redis redis) throws Exception {
        try (var monitor = monitor(as(redis, "blind"), "word")) {
            monitor.start();
            until("down", () -> lamp(monitor) == Lamp.DOWN);
            var fault = monitor.health(Source.REDIS).fault().orElseThrow();
            assertThat(fault).isInstanceOf(Fault.Denied.class);
            assertThat(fault.remedy()).contains("+info");
        }
    }

    private static void noKey(Servers.Redis redis, RedisCommands<String, String> admin) throws Exception {
        admin.hset("app:$stats", "hits", "5");
        try (var monitor = monitor(as(redis, "keyless"), "word")) {
            monitor.start();
            until("up", () -> lamp(monitor) == Lamp.UP);
            until(
                    "the server's own counters serve",
                    () -> monitor.cacheFigures().connected());
            assertThat(monitor.cacheFigures().hits()).isNotEqualTo(5);
        }
    }

    private static void user(RedisCommands<String, String> admin, String name, String rights) {
        var arguments = new CommandArgs<>(StringCodec.UTF8)
                .add("SETUSER")
                .add(name)
                .add("on")
                .add(">word");
        for (var right : rights.split(" ", -1)) {
            arguments.add(right);
        }
        admin.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), arguments);
    }

    private static void slow(RedisCommands<String, String> redis) {
        for (int i = 0; i < 5; i++) {
            redis.eval(SLOW, ScriptOutputType.INTEGER);
        }
    }

    private static String as(Servers.Redis redis, String user) {
        return redis.url().replace("redis://", "redis://" + user + "@");
    }

    private static Lamp lamp(Monitor monitor) {
        return monitor.health(Source.REDIS).lamp();
    }

    private static Monitor monitor(String url, String password) {
        var environment = new Environment(
                "test",
                false,
                Optional.empty(),
                Optional.of(new Environment.Redis(url, "app", 2, 2000)),
                Optional.empty(),
                List.of());
        return new Monitor(
                environment,
                (_, _) -> password.isEmpty() ? Optional.empty() : Optional.of(new Secret(password)),
                Targets.DEFAULT,
                List.of());
    }
}
