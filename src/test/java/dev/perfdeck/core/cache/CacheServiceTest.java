package dev.perfdeck.core.cache;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.support.Servers;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheServiceTest {
    record Workflow(long id, String name) {}

    private static final ResourcePolicy POLICY =
            new ResourcePolicy("workflow", Tier.MEDIUM, "workflow:*").withEarlyRefresh(0);
    private static final CacheKey<Workflow> KEY = POLICY.key(Workflow.class, 17);
    private static final Workflow NIGHTLY = new Workflow(17, "nightly");

    private Servers.Redis redis;
    private CacheService service;
    private BlockingCache cache;

    @BeforeEach
    void start() throws IOException {
        redis = Servers.redis();
        service = open();
        cache = service.blocking();
    }

    @AfterEach
    void stop() {
        service.close();
        redis.close();
    }

    @Test
    void loadsOnceAndThenHits() throws Exception {
        var loads = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            assertThat(load(cache, loads)).isEqualTo(NIGHTLY);
        }
        assertThat(loads).hasValue(1);
        until("the set is counted", () -> service.figures().sets() == 1);
        assertThat(service.figures().hits()).isEqualTo(2);
        assertThat(service.figures().misses()).isEqualTo(1);
        assertThat(service.statisticsByType()).containsOnlyKeys("workflow");
        assertThat(service.recent(Duration.ofMinutes(1))
                        .values()
                        .iterator()
                        .next()
                        .hitRatePercent())
                .isBetween(66.0, 67.0);
        try (var client = RedisClient.create(redis.url());
                var line = client.connect()) {
            assertThat(line.sync().get("app:workflow:17")).startsWith("P").endsWith("{\"id\":17,\"name\":\"nightly\"}");
            assertThat(line.sync().ttl("app:workflow:17")).isBetween(280L, 300L);
        }
    }

    @Test
    void aLoadMovesNoHitCounterOfTheServer() throws Exception {
        try (var client = RedisClient.create(redis.url());
                var line = client.connect()) {
            load(cache, new AtomicInteger());
            until("it has landed", () -> service.figures().sets() == 1);
            cache.get(KEY);
            line.sync().configResetstat();
            for (int i = 0; i < 20; i++) {
                cache.getOrLoad(POLICY.key(Workflow.class, "new", i), () -> NIGHTLY);
            }
            until("all have landed", () -> service.figures().sets() == 21);
            assertThat(line.sync().info("stats")).contains("keyspace_hits:0").contains("keyspace_misses:20");
        }
    }

    @Test
    void loadsOnceForTenThousandAtATime() throws Exception {
        var loads = new AtomicInteger();
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 10_000)
                    .mapToObj(i -> users.submit(() -> load(cache, loads)))
                    .toList();
            for (var one : all) {
                assertThat(one.get()).isEqualTo(NIGHTLY);
            }
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void handsOnWhatTheLoaderThrowsAndCachesNoNull() throws Exception {
        assertThatThrownBy(() -> cache.getOrLoad(KEY, () -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);
        assertThat(cache.<Workflow>getOrLoad(KEY, () -> null)).isNull();
        assertThat(cache.exists(KEY)).isFalse();
        var loads = new AtomicInteger();
        var remembering = POLICY.rememberingNull(Duration.ofSeconds(30)).key(Workflow.class, "nobody");
        for (int i = 0; i < 3; i++) {
            assertThat(cache.<Workflow>getOrLoad(remembering, () -> {
                        loads.incrementAndGet();
                        return null;
                    }))
                    .isNull();
        }
        assertThat(loads).hasValue(1);
        assertThat(cache.get(remembering)).isEmpty();
    }

    @Test
    void anAsynchronousCallGivesTheSame() throws Exception {
        var loaded = service.getOrLoad(KEY, () -> CompletableFuture.completedFuture(NIGHTLY));
        assertThat(loaded.toCompletableFuture().get()).isEqualTo(NIGHTLY);
        assertThat(service.get(KEY).toCompletableFuture().get()).contains(NIGHTLY);
        assertThat(service.exists(KEY).toCompletableFuture().get()).isTrue();
        assertThat(service.delete(KEY).toCompletableFuture().get()).isTrue();
        assertThatThrownBy(() -> service.<Workflow>getOrLoad(
                                KEY, () -> CompletableFuture.failedFuture(new IOException("no")))
                        .toCompletableFuture()
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void readsAndWritesManyInOneGo() {
        var values = new HashMap<CacheKey<Workflow>, Workflow>();
        IntStream.range(0, 100).forEach(i -> values.put(POLICY.key(Workflow.class, i), new Workflow(i, "w" + i)));
        assertThat(cache.setAll(values)).isEqualTo(100);
        assertThat(cache.getAll(values.keySet())).isEqualTo(values);
        assertThat(cache.deleteAll(java.util.List.copyOf(values.keySet()))).isEqualTo(100);
        assertThat(cache.getAll(values.keySet())).isEmpty();
        assertThat(service.figures().hits()).isEqualTo(100);
        assertThat(service.figures().misses()).isEqualTo(100);
    }

    @Test
    void invalidatesByPatternAndLeavesTheRest() throws Exception {
        var other = new ResourcePolicy("execution", Tier.SHORT).key(Integer.class, 1);
        cache.set(other, 1);
        cache.setAll(numbers(2500));
        var dry = cache.invalidate(Invalidation.of("workflow:*").dry());
        assertThat(dry.matched()).isEqualTo(2500);
        assertThat(dry.deleted()).isZero();
        var capped = cache.invalidate(Invalidation.of("workflow:*").atMost(100).paced(10, Duration.ofMillis(1)));
        assertThat(capped.deleted()).isEqualTo(100);
        assertThat(capped.end()).isEqualTo(Invalidated.End.CAPPED);
        var steps = new AtomicInteger();
        var whole = service.invalidate(Invalidation.of("workflow:*").telling(_ -> steps.incrementAndGet()))
                .toCompletableFuture()
                .get();
        assertThat(whole.deleted()).isEqualTo(2400);
        assertThat(whole.end()).isEqualTo(Invalidated.End.COMPLETE);
        assertThat(steps.get()).isGreaterThan(1);
        assertThat(cache.exists(other)).isTrue();
        var order = Invalidation.of("execution:*").telling(_ -> {});
        order.cancel();
        assertThat(cache.invalidate(order).end()).isEqualTo(Invalidated.End.CANCELLED);
        assertThatThrownBy(() -> cache.invalidate("")).isInstanceOf(FaultException.class);
        assertThatThrownBy(() -> cache.invalidate("**")).isInstanceOf(FaultException.class);
        cache.set(other, 1);
        assertThat(cache.invalidate(Invalidation.of("").meaningEverything()).deleted())
                .isEqualTo(1);
    }

    @Test
    void doesNotCacheWhatWasInvalidatedWhileItWasLoaded() throws Exception {
        var tagged = KEY.tagged("user:7");
        var ways = java.util.List.<Runnable>of(
                () -> cache.delete(KEY),
                () -> cache.invalidate("workflow:*"),
                () -> cache.invalidateTag("user:7"),
                () -> cache.invalidateNamespace());
        try (var other = open()) {
            var foreign = other.blocking();
            var foreignWays = java.util.List.<Runnable>of(
                    () -> foreign.delete(KEY),
                    () -> foreign.invalidate("workflow:*"),
                    () -> foreign.invalidateTag("user:7"),
                    foreign::invalidateNamespace);
            for (var way : java.util.stream.Stream.concat(ways.stream(), foreignWays.stream())
                    .toList()) {
                cache.delete(KEY);
                assertThat(cache.getOrLoad(tagged, () -> {
                            way.run();
                            return new Workflow(1, "old");
                        }))
                        .isEqualTo(new Workflow(1, "old"));
                // Sent after the landing on the same line, so answered after it.
                assertThat(cache.get(tagged)).isEmpty();
            }
        }
    }

    @Test
    void aCallerAfterAnInvalidationDoesNotGetWhatWasLoadedBefore() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var other = open();
                var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var old = users.submit(() -> cache.getOrLoad(KEY, () -> {
                begun.countDown();
                release.await();
                return new Workflow(1, "old");
            }));
            begun.await();
            other.blocking().delete(KEY);
            assertThat(cache.getOrLoad(KEY, () -> new Workflow(1, "new"))).isEqualTo(new Workflow(1, "new"));
            release.countDown();
            assertThat(old.get()).isEqualTo(new Workflow(1, "old"));
            assertThat(cache.get(KEY)).contains(new Workflow(1, "new"));
        }
    }

    @Test
    void aTagAndTheNamespaceHideWhatIsBehindThemEverywhere() throws Exception {
        try (var other = open()) {
            var tagged = KEY.tagged("user:7", "team:1");
            cache.set(tagged, NIGHTLY);
            cache.set(POLICY.key(Workflow.class, 18), NIGHTLY);
            assertThat(other.blocking().get(tagged)).contains(NIGHTLY);
            cache.invalidateTag("user:7");
            assertThat(other.blocking().get(tagged)).isEmpty();
            assertThat(cache.get(tagged)).isEmpty();
            assertThat(cache.get(POLICY.key(Workflow.class, 18))).isPresent();
            other.blocking().set(tagged, NIGHTLY);
            assertThat(cache.get(tagged)).contains(NIGHTLY);
            other.blocking().invalidateNamespace();
            assertThat(cache.get(tagged)).isEmpty();
            assertThat(cache.get(POLICY.key(Workflow.class, 18))).isEmpty();
            assertThat(cache.getOrLoad(tagged, () -> NIGHTLY)).isEqualTo(NIGHTLY);
            until("it has landed", () -> other.blocking().get(tagged).isPresent());
        }
    }

    @Test
    void aValueOfAnotherShapeIsAMissAndAnError() throws Exception {
        cache.set(new CacheKey<>("workflow:17", String.class, POLICY, java.util.Set.of()), "text");
        assertThat(load(cache, new AtomicInteger())).isEqualTo(NIGHTLY);
        assertThat(service.statistics().errors()).isEqualTo(1);
        assertThat(cache.get(KEY)).isPresent();
        try (var client = RedisClient.create(redis.url());
                var line = client.connect()) {
            for (var garbage :
                    java.util.List.of("", "x", "P", "Pxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")) {
                line.sync().set("app:workflow:17", garbage);
                assertThat(load(cache, new AtomicInteger())).isEqualTo(NIGHTLY);
                assertThat(cache.get(KEY)).as("after '%s'", garbage).isPresent();
            }
            line.sync().del("app:workflow:17");
            line.sync().lpush("app:workflow:17", "a");
            assertThat(load(cache, new AtomicInteger())).isEqualTo(NIGHTLY);
        }
    }

    @Test
    void servesWhatIsStaleWhenTheLoaderFails() throws Exception {
        var policy = new ResourcePolicy("brief", Duration.ofMillis(50), "").staleOnError(Duration.ofMinutes(1));
        var key = policy.key(Workflow.class, 1);
        cache.getOrLoad(key, () -> NIGHTLY);
        until("it is stale", () -> cache.get(key).isEmpty());
        assertThat(cache.<Workflow>getOrLoad(key, () -> {
                    throw new IOException("the database is gone");
                }))
                .isEqualTo(NIGHTLY);
        assertThat(service.statistics().stale()).isEqualTo(1);
        assertThat(cache.getOrLoad(key, () -> new Workflow(1, "new"))).isEqualTo(new Workflow(1, "new"));
    }

    @Test
    void refreshesEarlyInTheBackground() throws Exception {
        var key = new ResourcePolicy("eager", Tier.LONG).withEarlyRefresh(1e9).key(Workflow.class, 1);
        cache.getOrLoad(key, () -> {
            Thread.sleep(2);
            return NIGHTLY;
        });
        until("it has landed", () -> cache.get(key).isPresent());
        assertThat(cache.getOrLoad(key, () -> new Workflow(1, "new"))).isEqualTo(NIGHTLY);
        until("it is refreshed", () -> cache.get(key).orElseThrow().name().equals("new"));
        assertThat(service.statistics().refreshes()).isPositive();
    }

    @Test
    void sharesItsCountersAndNoticesAReset() throws Exception {
        try (var other = open();
                var client = RedisClient.create(redis.url());
                var line = client.connect()) {
            var shared = new CacheStatistics(line, "app");
            load(cache, new AtomicInteger());
            until("the value has landed", () -> line.sync().exists("app:workflow:17") == 1);
            other.blocking().get(KEY);
            until(
                    "both are told",
                    () -> shared.read().hits() == 1
                            && shared.read().misses() == 1
                            && shared.read().sets() == 1);
            assertThat(shared.readByType().values().iterator().next().hits()).isEqualTo(1);
            shared.reset();
            until(
                    "both start anew",
                    () -> service.figures().misses() == 0 && other.figures().hits() == 0);
            assertThat(shared.read().requests()).isZero();
            assertThat(line.sync().hget("app:$stats", "reset_at")).isNotNull();
            other.blocking().get(KEY);
            until("it goes on", () -> shared.read().hits() == 1);
            assertThat(service.resetStatistics()).isTrue();
            assertThat(shared.read().requests()).isZero();
            until("the other notices", () -> other.figures().hits() == 0);
        }
    }

    @Test
    void lendsAConnectionForWhatBlocks() {
        service.withConnection(line -> line.sync().rpush("app:queue", new byte[] {7}));
        var popped = service.withConnection(line -> line.sync().blpop(1.0, "app:queue"));
        assertThat(popped.getValue()).containsExactly(7);
    }

    private static @Nullable Workflow load(BlockingCache cache, AtomicInteger loads) throws Exception {
        return cache.getOrLoad(KEY, () -> {
            loads.incrementAndGet();
            return NIGHTLY;
        });
    }

    private static Map<CacheKey<Integer>, Integer> numbers(int count) {
        var values = new HashMap<CacheKey<Integer>, Integer>();
        IntStream.range(0, count).forEach(i -> values.put(POLICY.key(Integer.class, i), i));
        return values;
    }

    private CacheService open() {
        return CacheService.open(CacheOptions.at(redis.url(), "app")
                .readTimeout(Duration.ofSeconds(5))
                .flushEvery(Duration.ofMillis(50))
                .build());
    }
}
