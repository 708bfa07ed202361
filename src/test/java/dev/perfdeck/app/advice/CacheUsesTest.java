package dev.perfdeck.app.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.CachedType;
import dev.perfdeck.model.KeyGroup;
import dev.perfdeck.model.KeySample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheUsesTest {
    private static CacheType type(String name, long hits, long misses) {
        return new CacheType(name, CacheFigures.NONE, new CacheFigures(hits, misses, misses, 0, true));
    }

    @Test
    void ratesComeFromTheSpanAndLifetimesFromTheSample() {
        var live = Optional.of(Duration.ofSeconds(290));
        var sample = new KeySample(
                Instant.EPOCH,
                Duration.ZERO,
                10,
                10,
                List.of(new KeyGroup("app:user:*", 10, 100, 10, live, live, live, 0)),
                List.of(),
                List.of());
        var uses = CacheUses.of(
                List.of(type("user", 900, 100), type("idle", 0, 0)),
                Duration.ofSeconds(100),
                "app",
                Optional.of(sample));
        assertThat(uses.getFirst()).isEqualTo(new CachedType("user", 9, 1, live));
        assertThat(uses.getFirst().hitRate()).isEqualTo(0.9);
        assertThat(uses.getLast().hitRate()).isNaN();
        assertThat(uses.getLast().ttl()).isEmpty();
        assertThat(CacheUses.holding(uses, "app.users")).contains(uses.getFirst());
        assertThat(CacheUses.holding(uses, "orders")).isEmpty();
    }
}
