package dev.perfdeck.demo.backend;

import static dev.perfdeck.core.query.sql.SqlType.INT4;
import static dev.perfdeck.core.query.sql.SqlType.INT8;
import static dev.perfdeck.core.query.sql.SqlType.TEXT;
import static dev.perfdeck.core.query.sql.SqlType.TIMESTAMPTZ;

import dev.perfdeck.core.query.columns.ColumnSet;
import dev.perfdeck.core.query.columns.ColumnSets;
import dev.perfdeck.core.query.fetch.FetchPlan;
import dev.perfdeck.core.query.sql.Column;
import dev.perfdeck.core.query.sql.Table;
import java.time.Instant;
import java.util.List;

/// What the service loads together, and the columns that it takes for it.
public final class WorkflowPlans {
    private static final int CHECKPOINTS = 20;

    private static final Table WORKFLOWS = Table.of("workflows");
    private static final Table USERS = Table.of("users");
    private static final Table EXECUTIONS = Table.of("executions");
    private static final Table CHECKPOINT_ROWS = Table.of("checkpoints");

    private static final Column<Instant> WORKFLOW_CREATED =
            WORKFLOWS.column("created_at", TIMESTAMPTZ).notNull();
    private static final Column<Long> WORKFLOW_ID = WORKFLOWS.column("id", INT8).notNull();
    private static final Column<Long> CREATED_BY =
            WORKFLOWS.column("created_by", INT8).notNull();
    private static final Column<Long> USER_ID = USERS.column("id", INT8).notNull();
    private static final Column<Long> EXECUTION_ID =
            EXECUTIONS.column("id", INT8).notNull();
    private static final Column<Instant> EXECUTION_CREATED =
            EXECUTIONS.column("created_at", TIMESTAMPTZ).notNull();
    private static final Column<Long> EXECUTION_OF_CHECKPOINT =
            CHECKPOINT_ROWS.column("execution_id", INT8).notNull();
    private static final Column<Integer> STEP =
            CHECKPOINT_ROWS.column("step", INT4).notNull();
    private static final Column<Long> CHECKPOINT_ID =
            CHECKPOINT_ROWS.column("id", INT8).notNull();

    public static final ColumnSet WORKFLOW_LIST = ColumnSet.of(
            "workflowListColumns",
            WORKFLOW_ID,
            WORKFLOWS.column("name", TEXT).notNull(),
            WORKFLOWS.column("status", TEXT).notNull(),
            WORKFLOW_CREATED);
    private static final ColumnSet CREATOR =
            ColumnSet.of("creatorColumns", USER_ID, USERS.column("name", TEXT).notNull());
    private static final ColumnSet EXECUTION = ColumnSet.of(
            "executionColumns",
            EXECUTION_ID,
            EXECUTIONS.column("workflow_id", INT8).notNull(),
            EXECUTIONS.column("status", TEXT).notNull(),
            EXECUTION_CREATED);
    private static final ColumnSet CHECKPOINT =
            ColumnSet.of("checkpointColumns", CHECKPOINT_ID, EXECUTION_OF_CHECKPOINT, STEP);

    public record Workflow(long id, String name, String status, Instant createdAt) {}

    public record Creator(long id, String name) {}

    /// Without a creator where the user is gone.
    public record WorkflowWithCreator(Workflow workflow, List<Creator> creator) {}

    public record Execution(long id, long workflowId, String status, Instant createdAt) {}

    public record Checkpoint(long id, long executionId, int step) {}

    public record ExecutionWithCheckpoints(Execution execution, List<Checkpoint> checkpoints) {}

    private WorkflowPlans() {}

    /// Newest first.
    public static FetchPlan<Long, Workflow, Creator, WorkflowWithCreator> workflowWithCreator() {
        var workflows = WORKFLOW_LIST.select().orderBy(WORKFLOW_CREATED.desc(), WORKFLOW_ID.desc());
        return new FetchPlan<>(
                "workflowWithCreator",
                new FetchPlan.Parents<>(workflows, Workflow.class, CREATED_BY),
                new FetchPlan.Children<>(CREATOR.select(), Creator.class, USER_ID),
                WorkflowWithCreator::new);
    }

    /// Newest first, each with its first checkpoints by step.
    public static FetchPlan<Long, Execution, Checkpoint, ExecutionWithCheckpoints> executionWithCheckpoints() {
        var executions = EXECUTION.select().orderBy(EXECUTION_CREATED.desc(), EXECUTION_ID.desc());
        var checkpoints = CHECKPOINT.select().orderBy(STEP.asc(), CHECKPOINT_ID.asc());
        return new FetchPlan<>(
                "executionWithCheckpoints",
                new FetchPlan.Parents<>(executions, Execution.class, EXECUTION_ID),
                new FetchPlan.Children<>(checkpoints, Checkpoint.class, EXECUTION_OF_CHECKPOINT).most(CHECKPOINTS),
                ExecutionWithCheckpoints::new);
    }

    /// To be checked when the service starts.
    public static ColumnSets columns() {
        return new ColumnSets(List.of(WORKFLOW_LIST, CREATOR, EXECUTION, CHECKPOINT));
    }
}
