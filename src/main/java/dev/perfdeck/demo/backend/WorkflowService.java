package dev.perfdeck.demo.backend;

import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.ResourcePolicy;
import dev.perfdeck.core.cache.Tier;
import dev.perfdeck.demo.backend.Rows.Audit;
import dev.perfdeck.demo.backend.Rows.Checkpoint;
import dev.perfdeck.demo.backend.Rows.Execution;
import dev.perfdeck.demo.backend.Rows.Stat;
import dev.perfdeck.demo.backend.Rows.Stats;
import dev.perfdeck.demo.backend.Rows.Workflow;
import dev.perfdeck.demo.backend.Rows.Workflows;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Workflows and what belongs to them: read through the cache where a policy says so, else from the database.
final class WorkflowService {
    static final Set<String> WORKFLOW_STATUSES = Set.of("draft", "active", "paused", "archived");
    static final Set<String> EXECUTION_STATUSES = Set.of("pending", "running", "completed", "failed");
    static final Set<String> STATS = Set.of("workflows_by_status", "executions_by_status", "busiest_workflows");

    private static final int PAGE = 20;
    private static final ResourcePolicy DETAIL = new ResourcePolicy("workflow", Tier.MEDIUM, "workflow:*");
    private static final ResourcePolicy LIST = new ResourcePolicy("workflow:list", Tier.SHORT, "workflow:list:*");
    private static final ResourcePolicy EXECUTION = new ResourcePolicy("execution", Tier.SHORT, "execution:*");
    private static final ResourcePolicy STATISTICS = new ResourcePolicy("stats", Tier.MEDIUM, "");

    private final Queries queries;
    private final Optional<CacheService> cache;

    WorkflowService(Queries queries, Optional<CacheService> cache) {
        this.queries = queries;
        this.cache = cache;
    }

    Workflows list(String status, int page) throws Exception {
        var found = cached(LIST, status + ":" + page, Workflows.class, () -> {
            var items = queries.list("list_workflows", Workflow::of, status, PAGE, page * PAGE);
            return new Workflows(items, page);
        });
        return found.orElseThrow();
    }

    Optional<Workflow> workflow(long id) throws Exception {
        return cached(DETAIL, id, Workflow.class, () -> first(queries.list("get_workflow", Workflow::of, id)));
    }

    List<Workflow> search(String part) throws Exception {
        var escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return queries.list("search_workflows", Workflow::of, "%" + escaped + "%");
    }

    List<Execution> executionsOf(long workflow, String status) throws Exception {
        return queries.list("workflow_executions", Execution::of, workflow, status);
    }

    List<Execution> executions(Instant from, Instant to) throws Exception {
        return queries.list(
                "executions_in_range", Execution::of, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
    }

    Optional<Execution> execution(long id) throws Exception {
        return cached(EXECUTION, id, Execution.class, () -> first(queries.list("get_execution", Execution::of, id)));
    }

    List<Audit> audit(long user) throws Exception {
        return queries.list("user_audit", Audit::of, user);
    }

    List<Checkpoint> checkpoints(long execution) throws Exception {
        return queries.list("execution_checkpoints", Checkpoint::of, execution);
    }

    Stats stats(String name) throws Exception {
        return cached(STATISTICS, name, Stats.class, () -> new Stats(name, queries.list("stats_" + name, Stat::of)))
                .orElseThrow();
    }

    /// @return whether there is such a workflow
    boolean setStatus(long workflow, String status) throws Exception {
        boolean found = queries.update("set_workflow_status", status, workflow) > 0;
        cache.ifPresent(c -> {
            c.delete(DETAIL.key(workflow));
            c.invalidate(LIST);
        });
        return found;
    }

    Execution start(long workflow) throws Exception {
        return queries.list("start_execution", Execution::of, workflow).getFirst();
    }

    private <T> Optional<T> cached(
            ResourcePolicy policy, Object id, Class<T> type, Callable<? extends @Nullable T> loader) throws Exception {
        return Optional.ofNullable(
                cache.isPresent() ? cache.get().getOrLoad(policy.key(id), type, policy, loader) : loader.call());
    }

    private static <T> @Nullable T first(List<T> rows) {
        return rows.isEmpty() ? null : rows.getFirst();
    }
}
