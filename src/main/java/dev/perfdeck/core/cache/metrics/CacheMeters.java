package dev.perfdeck.core.cache.metrics;

import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.TypeFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Binds a cache's counters under Micrometer's usual names for caches (`cache.gets` with `result`, `cache.puts`,
/// `cache.evictions` for deletions), and `cache.errors`, `cache.loads`, `cache.connected`, `cache.near.size`. They
/// begin
/// anew with a reset of the statistics, as a restarted process would.
public final class CacheMeters implements MeterBinder {
    private final CacheService cache;
    private final Tags tags;

    /// @param name of the cache, its tag `cache`
    public CacheMeters(CacheService cache, String name) {
        this.cache = cache;
        this.tags = Tags.of("cache", name, "cache.manager", "perfdeck");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "cache.gets", List.of("result", "hit"), TypeFigures::hits);
        counter(registry, "cache.gets", List.of("result", "miss"), TypeFigures::misses);
        counter(registry, "cache.puts", List.of(), TypeFigures::sets);
        counter(registry, "cache.evictions", List.of(), TypeFigures::deletes);
        counter(registry, "cache.errors", List.of(), TypeFigures::errors);
        counter(registry, "cache.loads", List.of(), TypeFigures::loads);
        Gauge.builder("cache.connected", cache, service -> service.isConnected() ? 1 : 0)
                .tags(tags)
                .register(registry);
        Gauge.builder("cache.near.size", cache, service -> service.health().near())
                .tags(tags)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String name, List<String> more, ToDoubleFunction<TypeFigures> value) {
        FunctionCounter.builder(name, cache, service -> value.applyAsDouble(service.statistics()))
                .tags(tags.and(more.toArray(String[]::new)))
                .register(registry);
    }
}
