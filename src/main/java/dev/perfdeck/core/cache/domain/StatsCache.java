package dev.perfdeck.core.cache.domain;

import dev.perfdeck.core.cache.BlockingCache;
import dev.perfdeck.core.cache.CacheKey;
import java.util.concurrent.Callable;

/// Figures that are dear to compute and may be a little old, at `stats:{name}`. Safe on any thread; blocks as the cache
/// does.
///
/// @param <S> a set of figures
public final class StatsCache<S> {
    private final BlockingCache cache;
    private final WorkflowPolicies policies;
    private final Class<S> stats;

    public StatsCache(BlockingCache cache, WorkflowPolicies policies, Class<S> stats) {
        this.cache = cache;
        this.policies = policies;
        this.stats = stats;
    }

    public CacheKey<S> key(String name) {
        return policies.stats().key(stats, name);
    }

    /// @throws Exception what the loader throws
    public S get(String name, Callable<? extends S> loader) throws Exception {
        var found = cache.<S>getOrLoad(key(name), loader);
        if (found == null) {
            throw new IllegalStateException("the loader of '" + name + "' gave no figures");
        }
        return found;
    }
}
