package dev.perfdeck.app;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.cache.CacheKey;
import dev.perfdeck.core.cache.CacheOptions;
import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.ResourcePolicy;
import dev.perfdeck.core.cache.Tier;
import dev.perfdeck.model.KeyGroup;
import dev.perfdeck.model.ResetScope;
import dev.perfdeck.support.RedisCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node of a cluster is watched, and all of the cluster is meant.
class ClusterWatchTest {
    private static final ResourcePolicy POLICY = new ResourcePolicy("w", Tier.LONG).withEarlyRefresh(0);

    @Test
    void countersAreFoundAndKeysRemovedOnEveryNode(@TempDir Path home) throws Exception {
        try (var cluster = new RedisCluster();
                var service = CacheService.open(CacheOptions.at(cluster.url(), "app")
                        .cluster()
                        .flushEvery(Duration.ofMillis(100))
                        .build())) {
            until("it connects", service::isConnected);
            var values = new HashMap<CacheKey<Integer>, Integer>();
            IntStream.range(0, 90).forEach(i -> values.put(POLICY.key(Integer.class, i), i));
            for (var node : cluster.nodes()) {
                assertThat(service.blocking().setAll(values)).isEqualTo(90);
                assertThat(service.blocking().getAll(values.keySet())).hasSize(90);
                var launch = new Launch(false, Optional.empty(), Optional.empty());
                var opener = new Opener(Map.of("PERFDECK_REDIS_URL", node.url(), "XDG_CONFIG_HOME", home.toString()));
                try (var session = opener.open(launch, _ -> {})) {
                    var room = session.cache().orElseThrow();
                    until(
                            "the application's counters are read",
                            () -> session.cacheFigures().hits() >= 90);
                    until("all nodes are known", () -> room.nodes().size() == 3);
                    session.reset(Set.of(ResetScope.CACHE_COUNTERS));
                    until("they are zero", () -> session.cacheFigures().hits() == 0);
                    var sample = room.sample(true).await();
                    assertThat(sample.groups())
                            .filteredOn(group -> group.prefix().startsWith("app:w"))
                            .extracting(KeyGroup::keys)
                            .containsExactly(90L);
                    assertThat(room.invalidate("w:*", false, true).await().matched())
                            .isEqualTo(90);
                    assertThat(room.invalidate("w:*", false, false).await().deleted())
                            .isEqualTo(90);
                }
                assertThat(service.blocking().getAll(values.keySet())).isEmpty();
            }
        }
    }
}
