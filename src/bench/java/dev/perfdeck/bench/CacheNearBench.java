package dev.perfdeck.bench;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.perfdeck.core.cache.CacheKey;
import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.ResourcePolicy;
import dev.perfdeck.core.cache.method.Cached;
import dev.perfdeck.core.cache.method.CachedMethods;
import dev.perfdeck.support.Servers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Hits in the process's own memory against raw Caffeine and a plain map, over 4,096 keys in turn, all giving out
/// decoded values in an `Optional`; and what a cached method costs over the same call by hand, on such hits.
public final class CacheNearBench {
    private static final int KEYS = 4096;
    private static final ResourcePolicy NEAR = Payload.POLICY.nearFor(Duration.ofMinutes(30));

    interface Loads {
        @Cached(prefix = "proxy", near = 1800)
        Payload load(long id);
    }

    private CacheNearBench() {}

    public static void main(String[] args) throws Exception {
        try (var redis = Servers.packagedRedis();
                var service = CacheBench.open(redis.url(), 100_000)) {
            while (!service.health().tracking()) {
                Thread.onSpinWait();
            }
            near(service);
            proxy(service);
        }
    }

    /// Walks through the keys; each caller has one of its own.
    private static final class Walk {
        private int at;

        int next() {
            at = (at + 1) & (KEYS - 1);
            return at;
        }
    }

    private static void near(CacheService service) throws Exception {
        var keys = IntStream.range(0, KEYS)
                .mapToObj(i -> NEAR.key(Payload.class, "near", i))
                .toList();
        CacheKey<Payload>[] ours = generic(keys.toArray(CacheKey[]::new));
        var caffeine = Caffeine.newBuilder().maximumSize(100_000).<String, Payload>build();
        var map = new ConcurrentHashMap<String, Payload>();
        for (var key : ours) {
            service.blocking().set(key, Payload.ONE);
            service.blocking().get(key);
            caffeine.put(key.key(), Payload.ONE);
            map.put(key.key(), Payload.ONE);
        }
        // Callers come with strings of their own, so that no side is spared comparing them.
        for (int i = 0; i < KEYS; i++) {
            ours[i] = NEAR.key(Payload.class, "near", i);
        }
        var far = Payload.POLICY.key(Payload.class, "near", 0);
        var walk = new Walk();
        long before = nearHits(service);
        Callable<Object> hit = () -> service.blocking().get(ours[walk.next()]).orElseThrow();
        new Contest("near hit", 1, hit)
                .computing()
                .against(
                        "raw Caffeine",
                        ">= 0.5",
                        () -> Optional.ofNullable(caffeine.getIfPresent(ours[walk.next()].key()))
                                .orElseThrow())
                .against(
                        "ConcurrentHashMap",
                        ">= 0.1",
                        () -> Optional.ofNullable(map.get(ours[walk.next()].key()))
                                .orElseThrow())
                .run();
        new Contest("near hit", 1, hit)
                .against(
                        "remote hit", "> 500", () -> service.blocking().get(far).orElseThrow())
                .run();
        if (nearHits(service) - before < KEYS) {
            throw new IllegalStateException("those were no near hits: " + service.figures());
        }
    }

    private static long nearHits(CacheService service) {
        var figures = service.statisticsByType().get(NEAR.name());
        return figures == null ? 0 : figures.nearHits();
    }

    @SuppressWarnings("unchecked")
    private static CacheKey<Payload>[] generic(CacheKey<?>[] keys) {
        return (CacheKey<Payload>[]) keys;
    }

    private static void proxy(CacheService service) throws Exception {
        var cached = new CachedMethods(service).wrap(Loads.class, id -> Payload.ONE);
        var policy = new ResourcePolicy("proxy", Duration.ofSeconds(300), "").nearFor(Duration.ofMinutes(30));
        for (long id = 0; id < KEYS; id++) {
            cached.load(id);
            while (service.blocking().get(policy.key(Payload.class, id)).isEmpty()) {
                Thread.onSpinWait();
            }
        }
        var walk = new Walk();
        var runs = new Contest("@Cached method on near hits", 1, () -> cached.load(walk.next()))
                .computing()
                .against(
                        "the same by hand",
                        "see below",
                        () -> service.blocking()
                                .getOrLoad(policy.key(Payload.class, (long) walk.next()), () -> Payload.ONE))
                .run();
        var cachedRuns = Contest.of(runs, "@Cached method on near hits");
        var byHand = Contest.of(runs, "the same by hand");
        double[] extra = IntStream.range(0, byHand.size())
                .mapToDouble(i -> cachedRuns.get(i).nanos() - byHand.get(i).nanos())
                .toArray();
        System.out.printf(
                Locale.ROOT, "@Cached method, ns more than by hand (goal < 200): %s%n", Contest.spread(extra));
    }
}
