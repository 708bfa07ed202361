package dev.perfdeck.core.cache.domain;

import dev.perfdeck.core.cache.BlockingCache;
import dev.perfdeck.core.cache.CacheKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Executions of workflows, at `execution:{id}`. Safe on any thread; blocks as the cache does.
///
/// @param <E> one execution
public final class ExecutionCache<E> {
    private final BlockingCache cache;
    private final WorkflowPolicies policies;
    private final Class<E> execution;

    public ExecutionCache(BlockingCache cache, WorkflowPolicies policies, Class<E> execution) {
        this.cache = cache;
        this.policies = policies;
        this.execution = execution;
    }

    public CacheKey<E> key(Object id) {
        return policies.execution().key(execution, id);
    }

    /// @throws Exception what the loader throws
    public Optional<E> get(Object id, Callable<? extends @Nullable E> loader) throws Exception {
        return Optional.ofNullable(cache.<E>getOrLoad(key(id), loader));
    }

    /// Call it after the commit of a change.
    public void statusChanged(Object id) {
        cache.delete(key(id));
    }
}
