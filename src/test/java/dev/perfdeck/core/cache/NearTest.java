package dev.perfdeck.core.cache;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.support.RedisProcess;
import io.lettuce.core.KillArgs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NearTest {
    private static final CacheKey<Integer> KEY = new ResourcePolicy("w", Tier.LONG)
            .withEarlyRefresh(0)
            .nearFor(Duration.ofMinutes(10))
            .key(Integer.class, 1);

    private RedisProcess redis;
    private CacheService here;
    private CacheService there;

    @BeforeEach
    void start() throws Exception {
        redis = new RedisProcess();
        here = open();
        there = open();
        until(
                "both are told of changes",
                () -> here.health().tracking() && there.health().tracking());
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        redis.close();
    }

    private CacheService open() {
        return CacheService.open(CacheOptions.at(redis.url(), "app")
                .readTimeout(Duration.ofSeconds(2))
                .near(1000)
                .build());
    }

    private void held() throws Exception {
        until("it is answered from memory", () -> {
            here.blocking().getOrLoad(KEY, () -> 1);
            long before = here.statistics().nearHits();
            here.blocking().get(KEY);
            return here.statistics().nearHits() > before;
        });
    }

    @Test
    void forgetsWhatAnotherChanges() throws Exception {
        held();
        there.blocking().set(KEY, 2);
        until("the change is seen", () -> here.blocking().get(KEY).equals(Optional.of(2)));
        there.blocking().delete(KEY);
        until("the deletion is seen", () -> here.blocking().get(KEY).isEmpty());
    }

    @Test
    void forgetsWhatItChangesItself() throws Exception {
        held();
        here.blocking().set(KEY, 2);
        assertThat(here.blocking().get(KEY)).contains(2);
        here.blocking().delete(KEY);
        assertThat(here.blocking().get(KEY)).isEmpty();
        held();
        here.blocking().invalidate("w:*");
        assertThat(here.blocking().get(KEY)).isEmpty();
        held();
        here.blocking().invalidateNamespace();
        assertThat(here.blocking().get(KEY)).isEmpty();
    }

    @Test
    void forgetsAllWhenTheServerIsFlushed() throws Exception {
        held();
        redis.ask(r -> r.flushall());
        until("the flush is seen", () -> here.blocking().get(KEY).isEmpty());
        held();
    }

    @Test
    void survivesTheEndOfItsConnection() throws Exception {
        for (int i = 0; i < 3; i++) {
            held();
            redis.ask(r -> r.clientKill(KillArgs.Builder.typeNormal().skipme(true)));
            int value = 10 + i;
            // Again and again: an invalidation owed since the cut may take the first away.
            until(
                    "what was missed is seen",
                    () -> there.blocking().set(KEY, value)
                            && here.blocking().get(KEY).equals(Optional.of(value)));
            until("it is told again", () -> here.health().tracking());
            here.blocking().delete(KEY);
        }
    }

    @Test
    void survivesARestart() throws Exception {
        held();
        redis.kill();
        until("the loss is seen", () -> here.blocking().get(KEY).isEmpty());
        redis.start();
        until("it is told again", () -> here.health().tracking());
        held();
        until("the other is back", () -> there.blocking().set(KEY, 3));
        until("the change is seen", () -> here.blocking().get(KEY).equals(Optional.of(3)));
    }

    @Test
    void isNeverLeftWithAnOldValueByARace() throws Exception {
        var database = new AtomicInteger();
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = java.util.stream.IntStream.range(0, 8)
                    .mapToObj(i -> users.submit(() -> {
                        for (int n = 0; n < 2000; n++) {
                            (i % 2 == 0 ? here : there).blocking().getOrLoad(KEY, database::get);
                        }
                        return true;
                    }))
                    .toList();
            for (int n = 0; n < 300; n++) {
                database.incrementAndGet();
                (n % 2 == 0 ? here : there).blocking().delete(KEY);
            }
            for (var reader : readers) {
                assertThat(reader.get()).isTrue();
            }
        }
        until("both have the last value", Duration.ofSeconds(5), () -> {
            var one = here.blocking().getOrLoad(KEY, database::get);
            var two = there.blocking().getOrLoad(KEY, database::get);
            return java.util.Objects.equals(one, database.get()) && java.util.Objects.equals(two, database.get());
        });
        assertThat(here.statistics().errors()).isZero();
    }
}
