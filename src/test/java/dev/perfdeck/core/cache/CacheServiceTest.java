package dev.perfdeck.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

class CacheServiceTest {
    record Workflow(long id, String name) {}

    private static final ResourcePolicy POLICY = new ResourcePolicy("workflow", Tier.MEDIUM, "workflow:*");

    private RedisServer redis;
    private int port;
    private CacheService cache;

    @BeforeEach
    void start() throws IOException {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        startRedis();
        cache = open();
    }

    @AfterEach
    void stop() throws IOException {
        cache.close();
        redis.stop();
    }

    @Test
    void loadsOnceAndThenHits() throws Exception {
        var loads = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            assertThat(load("workflow:17", loads)).isEqualTo(new Workflow(17, "nightly"));
        }
        assertThat(loads).hasValue(1);
        assertThat(cache.figures().hits()).isEqualTo(2);
        assertThat(cache.figures().misses()).isEqualTo(1);
        assertThat(cache.figures().sets()).isEqualTo(1);
        try (var client = RedisClient.create(url());
                var line = client.connect()) {
            assertThat(line.sync().get("app:workflow:17")).isEqualTo("{\"id\":17,\"name\":\"nightly\"}");
            assertThat(line.sync().ttl("app:workflow:17")).isBetween(200L, 300L);
        }
    }

    @Test
    void loadsOnceForManyAtATime() throws Exception {
        var loads = new AtomicInteger();
        var release = new CountDownLatch(1);
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 50)
                    .mapToObj(i -> users.submit(() -> cache.getOrLoad("k", Workflow.class, POLICY, () -> {
                        loads.incrementAndGet();
                        release.await();
                        return new Workflow(1, "one");
                    })))
                    .toList();
            await(() -> cache.figures().misses() == 50);
            release.countDown();
            for (var one : all) {
                assertThat(one.get()).isEqualTo(new Workflow(1, "one"));
            }
        }
        // A caller whose miss was counted just before the flight landed may load once more.
        assertThat(loads.get()).isBetween(1, 2);
    }

    @Test
    void handsOnWhatTheLoaderThrowsAndCachesNoNull() throws Exception {
        assertThatThrownBy(() -> cache.getOrLoad("k", Workflow.class, POLICY, () -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);
        assertThat(cache.getOrLoad("k", Workflow.class, POLICY, () -> null)).isNull();
        assertThat(cache.exists("k")).isFalse();
    }

    @Test
    void invalidatesByPatternAndLeavesTheRest() {
        IntStream.range(0, 2500).forEach(i -> cache.set("workflow:list:" + i, i, Tier.SHORT.ttl()));
        cache.set("execution:1", 1, Tier.SHORT.ttl());
        assertThat(cache.invalidate("workflow:*")).isEqualTo(2500);
        assertThat(cache.exists("execution:1")).isTrue();
        assertThat(cache.invalidate("")).isZero();
        assertThat(cache.delete("execution:1")).isTrue();
        assertThat(cache.delete("execution:1")).isFalse();
    }

    @Test
    void doesNotCacheWhatWasInvalidatedWhileItWasLoaded() throws Exception {
        cache.getOrLoad("workflow:1", Workflow.class, POLICY, () -> {
            cache.invalidate(POLICY);
            return new Workflow(1, "old");
        });
        assertThat(cache.exists("workflow:1")).isFalse();
    }

    @Test
    void aValueOfAnotherShapeIsAMissAndAnError() throws Exception {
        cache.set("workflow:1", "text", Tier.SHORT.ttl());
        assertThat(cache.getOrLoad("workflow:1", Workflow.class, POLICY, () -> new Workflow(1, "good")))
                .isEqualTo(new Workflow(1, "good"));
        assertThat(cache.errors()).isEqualTo(1);
        assertThat(cache.get("workflow:1", Workflow.class)).isPresent();
    }

    @Test
    void goesOnWithoutRedisAndHeals() throws Exception {
        var loads = new AtomicInteger();
        load("workflow:17", loads);
        redis.stop();
        await(() -> !cache.isConnected());
        assertThat(load("workflow:17", loads)).isEqualTo(new Workflow(17, "nightly"));
        assertThat(loads).hasValue(2);
        assertThat(cache.figures().connected()).isFalse();
        assertThat(cache.delete("workflow:17")).isFalse();
        assertThat(cache.errors()).isPositive();
        startRedis();
        await(cache::isConnected);
        load("workflow:17", loads);
        load("workflow:17", loads);
        assertThat(loads).hasValue(3);
    }

    @Test
    void startsWithoutRedisAndConnectsLater() throws Exception {
        redis.stop();
        try (var early = open()) {
            assertThat(early.isConnected()).isFalse();
            assertThat(early.getOrLoad("k", Integer.class, POLICY, () -> 1)).isEqualTo(1);
            startRedis();
            await(early::isConnected);
            assertThat(early.set("k", 1, Tier.SHORT.ttl())).isTrue();
        }
    }

    @Test
    void sharesItsCountersAndNoticesAReset() throws Exception {
        try (var other = open();
                var client = RedisClient.create(url());
                var line = client.connect()) {
            var shared = new CacheStatistics(line, "app");
            load("workflow:17", new AtomicInteger());
            other.get("workflow:17", Workflow.class);
            await(() -> shared.read().hits() == 1
                    && shared.read().misses() == 1
                    && shared.read().sets() == 1);
            shared.reset();
            await(() -> cache.figures().misses() == 0 && other.figures().hits() == 0);
            assertThat(shared.read().requests()).isZero();
            other.get("workflow:17", Workflow.class);
            await(() -> shared.read().hits() == 1);
            cache.resetStatistics();
            assertThat(shared.read().requests()).isZero();
            await(() -> other.figures().hits() == 0);
        }
    }

    private @Nullable Workflow load(String key, AtomicInteger loads) throws Exception {
        return cache.getOrLoad(key, Workflow.class, POLICY, () -> {
            loads.incrementAndGet();
            return new Workflow(17, "nightly");
        });
    }

    private CacheService open() {
        return new CacheService(
                new CacheOptions(url(), "app", Optional.empty(), Duration.ofSeconds(2), 4096, Duration.ofMillis(50)),
                new ObjectMapper());
    }

    private String url() {
        return "redis://127.0.0.1:" + port;
    }

    private void startRedis() throws IOException {
        redis = RedisServer.builder()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 20 s").isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
