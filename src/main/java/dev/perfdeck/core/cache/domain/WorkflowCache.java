package dev.perfdeck.core.cache.domain;

import dev.perfdeck.core.cache.BlockingCache;
import dev.perfdeck.core.cache.CacheKey;
import dev.perfdeck.core.cache.Keys;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Workflows and pages of them. Safe on any thread; blocks as the cache does.
///
/// @param <W> one workflow
/// @param <P> a page of workflows
public final class WorkflowCache<W, P> {
    private final BlockingCache cache;
    private final WorkflowPolicies policies;
    private final Class<W> workflow;
    private final Class<P> page;

    public WorkflowCache(BlockingCache cache, WorkflowPolicies policies, Class<W> workflow, Class<P> page) {
        this.cache = cache;
        this.policies = policies;
        this.workflow = workflow;
        this.page = page;
    }

    /// At `workflow:{id}`.
    public CacheKey<W> key(Object id) {
        return policies.workflow().key(workflow, id);
    }

    /// At `workflow:list:{hash of filter and page}`; the parts may be whatever [Keys] knows.
    public CacheKey<P> listKey(Object filter, Object pageNumber) {
        return policies.workflowList().key(page, "h" + Keys.hash(filter, pageNumber));
    }

    /// @throws Exception what the loader throws
    public Optional<W> get(Object id, Callable<? extends @Nullable W> loader) throws Exception {
        return Optional.ofNullable(cache.<W>getOrLoad(key(id), loader));
    }

    /// @throws Exception what the loader throws
    public P list(Object filter, Object pageNumber, Callable<? extends P> loader) throws Exception {
        var found = cache.<P>getOrLoad(listKey(filter, pageNumber), loader);
        if (found == null) {
            throw new IllegalStateException("the loader of a page of workflows gave none");
        }
        return found;
    }

    /// Call it after the commit of any change, also of a creation or a deletion: this workflow and every list are gone.
    public void changed(Object id) {
        cache.delete(key(id));
        cache.invalidateTag(WorkflowPolicies.LISTS);
    }
}
