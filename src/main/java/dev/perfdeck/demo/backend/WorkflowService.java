package dev.perfdeck.demo.backend;

import dev.perfdeck.core.cache.BlockingCache;
import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.domain.ExecutionCache;
import dev.perfdeck.core.cache.domain.StatsCache;
import dev.perfdeck.core.cache.domain.WorkflowCache;
import dev.perfdeck.core.cache.domain.WorkflowPolicies;
import dev.perfdeck.demo.backend.Rows.Audit;
import dev.perfdeck.demo.backend.Rows.Checkpoint;
import dev.perfdeck.demo.backend.Rows.Creator;
import dev.perfdeck.demo.backend.Rows.Execution;
import dev.perfdeck.demo.backend.Rows.Stat;
import dev.perfdeck.demo.backend.Rows.Stats;
import dev.perfdeck.demo.backend.Rows.Workflow;
import dev.perfdeck.demo.backend.Rows.WorkflowAndCreator;
import dev.perfdeck.demo.backend.Rows.Workflows;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

    private final Queries queries;
    private final Optional<Caches> caches;

    /// What is cached, under the usual policies.
    private record Caches(
            WorkflowCache<Workflow, Workflows> workflows,
            ExecutionCache<Execution> executions,
            StatsCache<Stats> stats) {
        static Caches of(BlockingCache cache) {
            var usual = WorkflowPolicies.usual();
            return new Caches(
                    new WorkflowCache<>(cache, usual, Workflow.class, Workflows.class),
                    new ExecutionCache<>(cache, usual, Execution.class),
                    new StatsCache<>(cache, usual, Stats.class));
        }
    }

    WorkflowService(Queries queries, Optional<CacheService> cache) {
        this.queries = queries;
        this.caches = cache.map(CacheService::blocking).map(Caches::of);
    }

    Workflows list(String status, int page) throws Exception {
        Callable<Workflows> loader =
                () -> new Workflows(queries.list("list_workflows", Workflow::of, status, PAGE, page * PAGE), page);
        return caches.isPresent() ? caches.get().workflows().list(status, page, loader) : loader.call();
    }

    Optional<Workflow> workflow(long id) throws Exception {
        Callable<@Nullable Workflow> loader = () -> first(queries.list("get_workflow", Workflow::of, id));
        return caches.isPresent() ? caches.get().workflows().get(id, loader) : Optional.ofNullable(loader.call());
    }

    /// A page with the creator of each, as one is tempted to write it: one question for each row.
    List<WorkflowAndCreator> creators(String status, int page) throws Exception {
        var all = new ArrayList<WorkflowAndCreator>();
        var workflows = list(status, page).items();
        try (var creators = queries.each("workflow_creator", Creator::of)) {
            for (var workflow : workflows) {
                all.add(new WorkflowAndCreator(workflow, first(creators.list(workflow.createdBy()))));
            }
        }
        return all;
    }

    /// What a user keeps at hand, fetched from the cache one by one.
    List<Workflow> pinned(List<Long> ids) throws Exception {
        var found = new ArrayList<Workflow>();
        for (long id : ids) {
            workflow(id).ifPresent(found::add);
        }
        return found;
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
        Callable<@Nullable Execution> loader = () -> first(queries.list("get_execution", Execution::of, id));
        return caches.isPresent() ? caches.get().executions().get(id, loader) : Optional.ofNullable(loader.call());
    }

    List<Audit> audit(long user) throws Exception {
        return queries.list("user_audit", Audit::of, user);
    }

    List<Checkpoint> checkpoints(long execution) throws Exception {
        return queries.list("execution_checkpoints", Checkpoint::of, execution);
    }

    Stats stats(String name) throws Exception {
        Callable<Stats> loader = () -> new Stats(name, queries.list("stats_" + name, Stat::of));
        return caches.isPresent() ? caches.get().stats().get(name, loader) : loader.call();
    }

    /// @return whether there is such a workflow
    boolean setStatus(long workflow, String status) throws Exception {
        boolean found = queries.update("set_workflow_status", status, workflow) > 0;
        caches.ifPresent(all -> all.workflows().changed(workflow));
        return found;
    }

    Execution start(long workflow) throws Exception {
        return queries.list("start_execution", Execution::of, workflow).getFirst();
    }

    private static <T> @Nullable T first(List<T> rows) {
        return rows.isEmpty() ? null : rows.getFirst();
    }
}
