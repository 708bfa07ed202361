package dev.perfdeck.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.cache.Claims.Claim;
import dev.perfdeck.core.cache.Claims.Lease;
import dev.perfdeck.core.cache.Seen.Claimed;
import dev.perfdeck.core.cache.Seen.Vacant;
import dev.perfdeck.support.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who may wait for a load that is under way: nobody who could have heard of an invalidation since it began.
class FlightTest {
    private static final ResourcePolicy POLICY = new ResourcePolicy("w", Tier.LONG).withEarlyRefresh(0);
    private static final CacheKey<String> KEY = POLICY.key(String.class, 1).tagged("t");
    private static final Claim CLAIM = new Claim(7, new Lease("k", 7), 1, Map.of("t", 1L));

    private final Flight flight = new Flight(KEY, _ -> true);

    private static Look look(@Nullable Seen seen, long sent) {
        return new Look(seen, sent, 0, 0);
    }

    @Test
    void servesWhoeverLookedBeforeItBegan() {
        var before = look(new Vacant(0, false), System.nanoTime());
        assertThat(flight.serves(before, KEY)).isTrue();
        flight.begin(CLAIM);
        assertThat(flight.serves(before, KEY)).isTrue();
    }

    @Test
    void servesWhoeverSeesItsClaimUntouched() {
        var barred = new Flight(KEY, _ -> false);
        barred.begin(CLAIM);
        flight.begin(CLAIM);
        long later = System.nanoTime() + 1;
        assertThat(flight.serves(look(new Claimed(7), later), KEY)).isTrue();
        assertThat(flight.serves(look(new Claimed(8), later), KEY)).isFalse();
        assertThat(flight.serves(look(new Vacant(0, false), later), KEY)).isFalse();
        // The lease is still there and a barrier hides it.
        assertThat(flight.serves(look(new Vacant(7, true), later), KEY)).isFalse();
        assertThat(barred.serves(look(new Claimed(7), later), KEY)).isFalse();
    }

    @Test
    void whatItFoundInsteadOfLoadingIsAsOldAsItsLook() {
        long sent = System.nanoTime();
        var later = look(new Vacant(0, false), sent + 1_000_000);
        assertThat(flight.serves(later, KEY)).isTrue();
        assertThat(flight.begun()).isFalse();
        flight.found(sent);
        assertThat(flight.after(later)).isFalse();
        assertThat(flight.after(look(new Vacant(0, false), sent - 1))).isTrue();
    }

    @Test
    void servesNobodyWhoMeansAnotherTypeOrOtherTags() {
        var look = look(new Vacant(0, false), System.nanoTime());
        assertThat(flight.serves(look, POLICY.key(Integer.class, 1).tagged("t")))
                .isFalse();
        assertThat(flight.serves(look, POLICY.key(String.class, 1).tagged("t", "u")))
                .isFalse();
    }

    enum By {
        DELETION,
        PATTERN,
        TAG,
        EPOCH;

        void invalidate(BlockingCache cache) {
            switch (this) {
                case DELETION -> cache.delete(KEY);
                case PATTERN -> cache.invalidate("w:*");
                case TAG -> cache.invalidateTag("t");
                case EPOCH -> cache.invalidateNamespace();
            }
        }
    }

    /// The load of one service is under way when another one invalidates.
    @ParameterizedTest
    @EnumSource
    void anInvalidationByAnotherProcessIsSeenByTheNextCaller(By by) throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var redis = Servers.redis();
                var one = open(redis);
                var two = open(redis);
                var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var early = users.submit(() -> one.blocking().getOrLoad(KEY, () -> {
                begun.countDown();
                release.await();
                return "before";
            }));
            begun.await();
            by.invalidate(two.blocking());
            var late = users.submit(() -> one.blocking().getOrLoad(KEY, () -> "after"));
            try {
                assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo("after");
            } finally {
                release.countDown();
            }
            assertThat(early.get()).isEqualTo("before");
            assertThat(one.blocking().getOrLoad(KEY, () -> "later")).isIn("after", "later");
        }
    }

    private static CacheService open(Servers.Redis redis) throws IOException {
        return CacheService.open(CacheOptions.at(redis.url(), "app")
                .readTimeout(Duration.ofSeconds(5))
                .build());
    }
}
