package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.model.Environment;
import dev.perfdeck.support.Servers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On the machine's own Redis.
class KeySamplerTest {
    @Test
    void movesNoCounterOfHitsAndLooksAtNoMoreThanItMay() throws Exception {
        try (var redis = Servers.packagedRedis()) {
            var client = RedisClient.create(redis.url());
            try (var connection = client.connect();
                    var target = target(redis.url())) {
                var app = connection.sync();
                for (int i = 0; i < 3_000; i++) {
                    app.set((i % 3 == 0 ? "app:a:" : "app:b:") + i, "x".repeat(100));
                }
                app.set("app:big:1", "x".repeat(100_000));
                app.configResetstat();
                var sample = new KeySampler(target).take(KeySampler.Depth.PLAIN, _ -> {}, () -> false);
                assertThat(app.info("stats")).contains("keyspace_hits:0").contains("keyspace_misses:0");
                assertThat(sample.total()).isEqualTo(3_001);
                assertThat(sample.sampled()).isBetween(2_000L, 2_200L);
                assertThat(sample.groups())
                        .anyMatch(group ->
                                group.prefix().equals("app:b:*") && group.keys() > 1_700 && group.keys() < 2_300);
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void asksForLifetimesAndUsesAndTellsTheHitsThatItCauses() throws Exception {
        try (var redis = Servers.packagedRedis()) {
            var client = RedisClient.create(redis.url());
            try (var connection = client.connect();
                    var target = target(redis.url())) {
                var app = connection.sync();
                app.configSet("maxmemory-policy", "allkeys-lfu");
                for (int i = 0; i < 100; i++) {
                    app.setex("app:a:" + i, 60 + i, "x");
                }
                app.set("app:b:1", "x");
                for (int i = 0; i < 5_000; i++) {
                    app.get("app:a:7");
                }
                app.configResetstat();
                var hits = new AtomicLong();
                var depth = new KeySampler.Depth(true, true, hits::addAndGet);
                var sample = new KeySampler(target).take(depth, _ -> {}, () -> false);
                assertThat(app.info("stats")).contains("keyspace_hits:" + hits.get() + "\r");
                assertThat(hits.get()).isEqualTo(303);
                var a = sample.groups().stream()
                        .filter(group -> group.prefix().equals("app:a:*"))
                        .findFirst()
                        .orElseThrow();
                assertThat(a.ttlLeast().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
                assertThat(a.ttlMost().orElseThrow()).isBetween(Duration.ofSeconds(61), Duration.ofSeconds(159));
                assertThat(a.withoutTtl()).isZero();
                assertThat(sample.groups()).anyMatch(group -> group.withoutTtl() == 1);
                assertThat(sample.hottest().getFirst().name()).isEqualTo("app:a:7");
                assertThat(sample.biggest()).allMatch(key -> key.type().equals("string"));
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void oddKeysAndHugeValuesAreWeighedAndNeverRead() throws Exception {
        try (var redis = Servers.packagedRedis()) {
            var client = RedisClient.create(redis.url());
            try (var connection = client.connect();
                    var target = target(redis.url())) {
                var app = connection.sync();
                app.set("app:two\r\nlines:\u001b[31m:1", "x");
                app.set("app:" + "n".repeat(100_000), "x");
                app.setrange("app:huge", 50_000_000, "x");
                for (var word : List.of("-@read", "-keys", "+type", "+pttl", "+scan", "+memory", "+dbsize")) {
                    app.dispatch(
                            CommandType.ACL,
                            new StatusOutput<>(StringCodec.UTF8),
                            new CommandArgs<>(StringCodec.UTF8)
                                    .add("SETUSER")
                                    .add("default")
                                    .add(word));
                }
                var sample =
                        new KeySampler(target).take(new KeySampler.Depth(true, false, _ -> {}), _ -> {}, () -> false);
                assertThat(sample.sampled()).isEqualTo(3);
                assertThat(sample.biggest().getFirst().name()).isEqualTo("app:huge");
                assertThat(sample.biggest().getFirst().bytes()).isGreaterThan(50_000_000);
                assertThat(sample.biggest())
                        .allMatch(
                                key -> key.name().length() <= 201 && !key.name().matches("(?s).*\\p{Cntrl}.*"));
                assertThat(sample.groups()).noneMatch(group -> group.prefix().contains("\n"));
            } finally {
                client.shutdown();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "app:workflow:17, app:workflow:*",
        "app:workflow:list:9f86d0, app:workflow:list:*",
        "plain, plain",
        "17:x, *",
        "app:$stats, app:*"
    })
    void aPrefixEndsWhereAnIdentifierBegins(String key, String prefix) {
        assertThat(KeySampler.prefix(key)).isEqualTo(prefix);
    }

    private static RedisTarget target(String url) {
        var line = new Environment.Redis(url, "app", 2, 2000);
        return new RedisTarget(
                line,
                new Environment("test", false, Optional.empty(), Optional.of(line), Optional.empty(), List.of()),
                (_, _) -> Optional.empty());
    }
}
