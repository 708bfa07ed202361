package dev.perfdeck.core.cache;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.support.FaultProxy;
import dev.perfdeck.support.RedisProcess;
import dev.perfdeck.support.Servers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What happens when Redis does not: no caller ever sees it, none waits for it, and all heals by itself.
class CacheFaultsTest {
    private static final ResourcePolicy POLICY = new ResourcePolicy("w", Tier.MEDIUM).withEarlyRefresh(0);
    private static final CacheKey<String> KEY = POLICY.key(String.class, 1);
    private static final Duration HEALS = Duration.ofSeconds(10);

    private static CacheService open(String url) {
        return CacheService.open(CacheOptions.at(url, "app")
                .readTimeout(Duration.ofMillis(200))
                .timeout(Duration.ofSeconds(1))
                .flushEvery(Duration.ofMillis(50))
                .near(100)
                .build());
    }

    private static void cached(CacheService service, String value) throws Exception {
        until("'" + value + "' is cached", HEALS, () -> {
            var _ = service.blocking().getOrLoad(KEY, () -> value);
            return service.blocking().get(KEY).filter(value::equals).isPresent();
        });
    }

    @Test
    void killedAndRestartedEmpty() throws Exception {
        try (var redis = new RedisProcess();
                var service = open(redis.url())) {
            cached(service, "old");
            redis.kill();
            until("it is noticed", () -> !service.isConnected());
            assertThat(service.blocking().getOrLoad(KEY, () -> "loaded")).isEqualTo("loaded");
            assertThat(service.blocking().delete(KEY)).isFalse();
            assertThat(service.health().owed()).isEqualTo(1);
            redis.start();
            until("it heals", HEALS, service::isConnected);
            cached(service, "new");
            until("nothing is owed", () -> service.health().owed() == 0);
        }
    }

    @Test
    void startsWithoutRedisAndConnectsLater() throws Exception {
        int port = Servers.freePort();
        try (var service = open("redis://127.0.0.1:" + port)) {
            assertThat(service.isConnected()).isFalse();
            assertThat(service.blocking().getOrLoad(KEY, () -> "loaded")).isEqualTo("loaded");
            try (var redis = new RedisProcess(port)) {
                until("it connects", service::isConnected);
                cached(service, "new");
            }
        }
    }

    @Test
    void frozenAndThawedLosesNoInvalidation() throws Exception {
        try (var redis = new RedisProcess();
                var service = open(redis.url())) {
            cached(service, "old");
            redis.freeze();
            try {
                // Not confirmed: may be done or not, so it is owed.
                assertThat(service.blocking().delete(KEY)).isFalse();
                for (int i = 0; i < 5; i++) {
                    int n = i;
                    assertThat(service.blocking().getOrLoad(POLICY.key(String.class, "x", n), () -> "loaded"))
                            .isEqualTo("loaded");
                }
                until("the breaker opens", () -> !service.isConnected());
                long begun = System.nanoTime();
                for (int i = 0; i < 100; i++) {
                    assertThat(service.blocking().getOrLoad(KEY, () -> "loaded"))
                            .isEqualTo("loaded");
                }
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .as("a hundred calls past an open breaker, none of which waits for the read timeout")
                        .isLessThan(Duration.ofSeconds(5));
            } finally {
                redis.thaw();
            }
            until("it heals", HEALS, service::isConnected);
            assertThat(service.blocking().get(KEY)).isNotEqualTo(java.util.Optional.of("old"));
            cached(service, "new");
        }
    }

    @Test
    void manyCallersOverAFreezeLoadOncePerKeyAtATime() throws Exception {
        try (var redis = new RedisProcess();
                var service = open(redis.url());
                var users = Executors.newVirtualThreadPerTaskExecutor()) {
            redis.freeze();
            var now = new AtomicInteger();
            var most = new AtomicInteger();
            try {
                var all = IntStream.range(0, 64)
                        .mapToObj(_ -> users.submit(() -> service.blocking().getOrLoad(KEY, () -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            Thread.sleep(50);
                            now.decrementAndGet();
                            return "loaded";
                        })))
                        .toList();
                for (var one : all) {
                    assertThat(one.get()).isEqualTo("loaded");
                }
            } finally {
                redis.thaw();
            }
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void slowAndCutAndBlackHoled() throws Exception {
        try (var redis = new RedisProcess();
                var proxy = new FaultProxy(redis.port());
                var service = open("redis://127.0.0.1:" + proxy.port())) {
            cached(service, "one");
            proxy.latency(400);
            until("too slow is off", () -> {
                assertThat(service.blocking().getOrLoad(KEY, () -> "one")).isEqualTo("one");
                return !service.isConnected();
            });
            proxy.latency(0);
            until("it heals from slow", HEALS, service::isConnected);
            cached(service, "one");

            proxy.drip(400);
            var big = "x".repeat(20_000);
            var bigKey = POLICY.key(String.class, "big");
            assertThat(service.blocking().getOrLoad(bigKey, () -> big)).isEqualTo(big);
            assertThat(service.blocking().getOrLoad(bigKey, () -> big)).isEqualTo(big);
            proxy.reset();
            proxy.drip(0);
            until("it heals from a cut in mid-reply", HEALS, service::isConnected);
            cached(service, "one");

            proxy.blackHole(true);
            until("a black hole is off", () -> {
                assertThat(service.blocking().getOrLoad(KEY, () -> "one")).isEqualTo("one");
                return !service.isConnected();
            });
            proxy.blackHole(false);
            proxy.reset();
            until("it heals from a black hole", HEALS, service::isConnected);
            cached(service, "one");
            until("no socket is left over", () -> proxy.openSockets() <= 2);
        }
    }

    @Test
    void outOfMemory() throws Exception {
        try (var redis = new RedisProcess();
                var service = open(redis.url())) {
            cached(service, "one");
            redis.ask(r -> r.configSet("maxmemory", "1"));
            var other = POLICY.key(String.class, "other");
            assertThat(service.blocking().getOrLoad(other, () -> "loaded")).isEqualTo("loaded");
            assertThat(service.blocking().set(other, "loaded")).isFalse();
            assertThat(service.health().trouble()).startsWith("OOM");
            assertThat(service.isConnected()).isTrue();
            assertThat(service.blocking().get(KEY)).contains("one");
            redis.ask(r -> r.configSet("maxmemory", "0"));
            assertThat(service.blocking().set(other, "loaded")).isTrue();
        }
    }

    @Test
    void aReplicaOnlyReads() throws Exception {
        try (var master = new RedisProcess();
                var redis = new RedisProcess("--replicaof", "127.0.0.1 " + master.port());
                var service = open(redis.url())) {
            until(
                    "the replica is in step",
                    () -> redis.ask(r -> r.info("replication")).contains("master_link_status:up"));
            assertThat(service.blocking().getOrLoad(KEY, () -> "loaded")).isEqualTo("loaded");
            assertThat(service.blocking().delete(KEY)).isFalse();
            assertThat(service.health().trouble()).startsWith("READONLY");
            redis.ask(r -> r.replicaofNoOne());
            cached(service, "one");
            until("nothing is owed", HEALS, () -> service.health().owed() == 0);
        }
    }

    @Test
    void countsEachThingOnceOverCuts() throws Exception {
        try (var redis = new RedisProcess();
                var proxy = new FaultProxy(redis.port());
                var service = open("redis://127.0.0.1:" + proxy.port())) {
            cached(service, "one");
            until("it is told of changes", () -> service.health().tracking());
            service.blocking().delete(KEY);
            service.resetStatistics();
            long lines = clients(redis);
            int asked = 0;
            for (int round = 0; round < 10; round++) {
                for (int i = 0; i < 50; i++, asked++) {
                    service.blocking().get(KEY);
                }
                proxy.reset();
                until("it is back", HEALS, service::isConnected);
            }
            until("as many connections as before", () -> clients(redis) == lines);
            int all = asked;
            until("all is told, and once", () -> {
                var misses = redis.ask(r -> r.hget("app:$stats", "misses"));
                return misses != null && Integer.parseInt(misses) == all;
            });
            assertThat(service.figures().misses()).isEqualTo(all);
        }
    }

    private static long clients(RedisProcess redis) {
        return redis.ask(r -> r.clientList()).lines().count();
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        until("earlier ones have ended", () -> lettuceThreads() == 0);
        try (var redis = new RedisProcess()) {
            for (int i = 0; i < 3; i++) {
                try (var service = open(redis.url())) {
                    cached(service, "v" + i);
                    assertThat(lettuceThreads()).isPositive();
                    redis.kill();
                    until("it is noticed", () -> !service.isConnected());
                    redis.start();
                    if (i > 0) {
                        until("it heals", HEALS, service::isConnected);
                    }
                }
            }
        }
        until("all have ended", () -> lettuceThreads() == 0);
    }

    private static long lettuceThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lettuce-"))
                .count();
    }
}
