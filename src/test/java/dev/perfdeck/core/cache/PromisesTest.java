package dev.perfdeck.core.cache;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.support.RedisProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the pages promise of limits, locks and patterns.
class PromisesTest {
    private static final ResourcePolicy POLICY = new ResourcePolicy("p", Tier.LONG, "p:*").withEarlyRefresh(0);

    private static RedisProcess redis;

    @BeforeAll
    static void start() throws Exception {
        redis = new RedisProcess();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static CacheService open() {
        return CacheService.open(CacheOptions.at(redis.url(), "app")
                .readTimeout(Duration.ofSeconds(5))
                .timeout(Duration.ofSeconds(1))
                .build());
    }

    @Test
    void aTagMayBeNamedTwice() {
        assertThat(POLICY.tagged("a", "a").key(String.class, 1).tagged("b", "b").tags())
                .containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "**", "?*", "*?", "[^$]*", "*[^a]"})
    void aPatternThatKeepsNothingNeedsAWord(String pattern) {
        assertThat(Invalidation.of(pattern).takesAll()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*", "?", "???", "[ab]*", "*:1", "p:1"})
    void aPatternThatNamesSomethingDoesNot(String pattern) {
        assertThat(Invalidation.of(pattern).takesAll()).isFalse();
    }

    @Test
    void theNameOfOneKeyNeedsNoWalk() {
        try (var service = open()) {
            for (int i = 0; i < 3; i++) {
                service.blocking().set(POLICY.key(String.class, "one", i), "x");
            }
            var dry = service.blocking().invalidate(Invalidation.of("p:one:1").dry());
            assertThat(dry.matched()).isEqualTo(1);
            assertThat(dry.deleted()).isZero();
            assertThat(dry.calls()).as("calls of SCAN").isZero();
            assertThat(service.blocking().invalidate("p:one:1").deleted()).isEqualTo(1);
            assertThat(service.blocking().invalidate("p:one:1").deleted()).isZero();
            assertThat(service.blocking().exists(POLICY.key(String.class, "one", 0)))
                    .isTrue();
            assertThat(service.blocking().invalidate(POLICY).deleted()).isEqualTo(2);
        }
    }

    /// The answers of all keys together get the time of one, else fifty keys would take fifty timeouts.
    @Test
    void manyKeysOnAFrozenServerTakeOneTimeout() throws Exception {
        var values = new HashMap<CacheKey<String>, String>();
        IntStream.range(0, 50).forEach(i -> values.put(POLICY.key(String.class, "many", i), "x"));
        try (var service = open();
                var users = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(service.blocking().setAll(values)).isEqualTo(50);
            redis.freeze();
            try {
                var set = users.submit(() -> service.blocking().setAll(values));
                var deleted = users.submit(() -> service.blocking().deleteAll(values.keySet()));
                assertThat(set.get(20, TimeUnit.SECONDS)).isZero();
                assertThat(deleted.get(20, TimeUnit.SECONDS)).isZero();
            } finally {
                redis.thaw();
            }
            until("all is made good", () -> service.health().owed() == 0 && service.isConnected());
            assertThat(service.blocking().getAll(values.keySet())).isEmpty();
        }
    }

    /// A refresh that takes longer than its lock is meant to last keeps it, and gives up no other's.
    @Test
    void aLongRefreshIsDoneByOneProcess() throws Exception {
        var policy = new ResourcePolicy("slow", Duration.ofMillis(1), "")
                .withJitter(0)
                .withEarlyRefresh(0)
                .staleOnError(Duration.ofMinutes(1))
                .oncePerFleet(Duration.ofSeconds(2));
        var key = policy.key(String.class, 1);
        var loads = new AtomicInteger();
        var release = new CountDownLatch(1);
        try (var one = open();
                var two = open();
                var users = Executors.newVirtualThreadPerTaskExecutor()) {
            one.blocking().getOrLoad(key, () -> "old");
            until("it has landed", () -> one.statistics().sets() == 1);
            try {
                var first = users.submit(() -> one.blocking().getOrLoad(key, () -> {
                    loads.incrementAndGet();
                    release.await();
                    return "new";
                }));
                until("it is being loaded", () -> loads.get() == 1);
                var second = users.submit(() -> two.blocking().getOrLoad(key, () -> {
                    loads.incrementAndGet();
                    return "second";
                }));
                // Twice the life of a lock that nobody prolongs, by the server's own clock.
                long seen = now();
                until("longer than a lock lasts", () -> now() >= seen + 5);
                assertThat(loads).hasValue(1);
                release.countDown();
                assertThat(first.get()).isEqualTo("new");
                assertThat(second.get()).isIn("new", "second");
            } finally {
                release.countDown();
            }
        }
    }

    private static long now() {
        return redis.ask(server -> Long.parseLong(server.time().getFirst()));
    }

    @Test
    void aClosedCacheFailsItsStages() throws Exception {
        var service = open();
        service.close();
        assertThat(service.setAll(Map.of(POLICY.key(String.class, 1), "x")))
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withMessageContaining("the cache is closed");
    }
}
