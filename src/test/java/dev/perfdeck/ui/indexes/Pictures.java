package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.FixedHealth;
import dev.perfdeck.app.FixedMigrations;
import dev.perfdeck.model.IndexPlan;
import dev.perfdeck.model.health.Consideration;
import dev.perfdeck.model.health.Counsel;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.model.health.HealthFinding.Kind;
import dev.perfdeck.model.health.IndexFigures;
import dev.perfdeck.model.health.IndexHealth;
import dev.perfdeck.model.migration.Blocker;
import dev.perfdeck.model.migration.Finding;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.LockMode;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationPlan;
import dev.perfdeck.model.migration.MigrationProgress;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.PlannedMigration;
import dev.perfdeck.model.migration.Preflight;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.model.migration.TableLoad;
import dev.perfdeck.model.migration.TableLock;
import dev.perfdeck.model.migration.Verification;
import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.model.plan.PlanNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rooms as full as they come, with names as long as they come.
public final class Pictures {
    public static final Instant AT = Instant.parse("2026-11-27T12:00:00Z");
    private static final List<String> NAMES = List.of(
            "idx_workflow_status_created_at",
            "idx_workflow_name_search",
            "idx_execution_workflow_status",
            "idx_execution_created_at",
            "idx_audit_log_user_time",
            "idx_checkpoint_execution_id");

    private Pictures() {}

    public static FixedMigrations migrations() {
        var room = new FixedMigrations();
        room.picture = picture(Migration.State.PENDING, IndexState.State.MISSING);
        room.plan = new MigrationPlan(NAMES.stream().map(Pictures::planned).toList(), List.of());
        room.preflight = new Preflight(List.of(
                new PreflightItem(
                        "old-snapshot",
                        PreflightItem.Weight.WARNING,
                        "session 4711 (app, role writer) holds a snapshot that is 6 min old; a build waits for it",
                        4711,
                        "SELECT pg_terminate_backend(4711);"),
                new PreflightItem("rights", PreflightItem.Weight.GOOD, "the role owns all tables", 0, ""),
                new PreflightItem("disk-space", PreflightItem.Weight.GOOD, "1.2 GB are needed, 80 GB free", 0, "")));
        room.end = new MigrationRun(
                NAMES.stream()
                        .map(name -> new MigrationRun.Step(
                                "V2 " + name, MigrationRun.Outcome.APPLIED, Duration.ofMillis(2400)))
                        .toList(),
                false,
                Optional.empty(),
                "All six indexes are valid.");
        room.proof = new Verification(NAMES.stream().map(Pictures::proof).toList(), List.of());
        room.journal = List.of(new JournalEntry(
                AT,
                "run-1",
                "orders-prod",
                "127.0.0.1:5432/orders",
                "martha",
                "perfdeck_ddl",
                "apply",
                "V2 " + NAMES.getFirst(),
                "CREATE INDEX CONCURRENTLY a ON b (c)",
                JournalEntry.Outcome.DONE,
                Duration.ofSeconds(3),
                ""));
        return room;
    }

    public static MigrationPicture picture(Migration.State state, IndexState.State index) {
        return new MigrationPicture(
                AT,
                NAMES.stream().map(name -> migration(name, state)).toList(),
                NAMES.stream().map(name -> state(name, index)).toList(),
                List.of());
    }

    private static Migration migration(String name, Migration.State state) {
        return new Migration(
                Migration.Origin.BUILT_IN,
                Migration.Kind.VERSIONED,
                "2",
                name,
                state,
                state == Migration.State.APPLIED ? Optional.of(AT) : Optional.empty(),
                "V2__" + name + ".sql",
                "CREATE INDEX CONCURRENTLY " + name + " ON executions (workflow_id, status);",
                Optional.of(17),
                Optional.empty(),
                true,
                "");
    }

    private static IndexState state(String name, IndexState.State state) {
        return new IndexState("public", name, "executions", state, "", "V2 " + name, 0, "");
    }

    private static PlannedMigration planned(String name) {
        return new PlannedMigration(
                migration(name, Migration.State.PENDING),
                false,
                "CREATE INDEX CONCURRENTLY " + name + " ON executions USING btree (workflow_id, status);",
                List.of("CREATE INDEX CONCURRENTLY " + name + " ON executions USING btree (workflow_id, status)"),
                "DROP INDEX CONCURRENTLY " + name,
                List.of(new TableLock("executions", LockMode.SHARE_UPDATE_EXCLUSIVE)),
                List.of(new Finding(
                        "require-lock-timeout",
                        Finding.Severity.INFO,
                        1,
                        "a strong lock is asked for without a limit",
                        "SET lock_timeout = '2s';")),
                List.of(new TableLoad("executions", 1L << 30, 5_000_000, 1842)),
                Optional.empty(),
                Optional.empty());
    }

    private static Verification.IndexProof proof(String name) {
        var query = "SELECT * FROM executions WHERE workflow_id = 4711 AND status = 'FAILED'";
        return new Verification.IndexProof(
                state(name, IndexState.State.VALID),
                Optional.of(new IndexPlan(
                        name,
                        query,
                        "Parallel Seq Scan on executions",
                        118_334,
                        false,
                        plan("Parallel Seq Scan", "", 118_334))),
                Optional.of(new IndexPlan(
                        name,
                        query,
                        "Index Scan using " + name + " on executions",
                        16.5,
                        true,
                        plan("Index Scan", name, 16.5))),
                Optional.of(new Verification.LatencyChange(412, 0.1, 60, 1204)));
    }

    private static Optional<PlanDocument> plan(String type, String index, double cost) {
        var node = new PlanNode(
                type,
                "",
                "public",
                "executions",
                index,
                "executions",
                0,
                cost,
                17,
                64,
                5_000_000,
                Optional.empty(),
                List.of(new PlanNode.Detail("Filter", "((status)::text = 'FAILED'::text)")),
                List.of());
        return Optional.of(new PlanDocument(node, Map.of(), Optional.empty(), Double.NaN, Double.NaN, "[]"));
    }

    public static MigrationProgress progress() {
        return new MigrationProgress(
                "V2 " + NAMES.get(2),
                2,
                6,
                "building index: loading tuples in tree",
                63,
                Optional.of("pid 4711 (app, role writer), idle in transaction for 6 min"),
                Optional.of(new Blocker(
                        4711,
                        "writer",
                        "app",
                        "idle in transaction",
                        Duration.ofMinutes(6),
                        "SELECT 1",
                        Optional.of(AT))),
                Duration.ofMillis(7100));
    }

    public static IndexOrder drop() {
        return new IndexOrder(
                IndexOrder.Act.DROP,
                "public",
                "workflows",
                "ix_workflows_owner",
                "DROP INDEX CONCURRENTLY public.ix_workflows_owner",
                "CREATE INDEX CONCURRENTLY ix_workflows_owner ON public.workflows USING btree (owner)",
                "redundant: covered by ix_workflows_owner_name");
    }

    public static FixedHealth health() {
        var room = new FixedHealth();
        var orders = List.of(drop());
        room.health = Optional.of(new IndexHealth(
                AT,
                AT.minus(Duration.ofDays(41)),
                1,
                false,
                List.of(new IndexFigures(
                        "public",
                        "workflows",
                        "ix",
                        "btree",
                        "",
                        "owner",
                        4 << 20,
                        40 << 20,
                        0,
                        null,
                        7,
                        true,
                        false,
                        "",
                        0)),
                List.of(
                        finding(
                                Kind.INVALID,
                                Counsel.SAFE,
                                "idx_exec_status_ccnew",
                                "left by a rebuild",
                                61L << 20,
                                orders),
                        finding(
                                Kind.MISSING,
                                Counsel.SAFE,
                                "checkpoints (execution_id)",
                                "for deletes in executions",
                                1,
                                orders),
                        finding(
                                Kind.REDUNDANT,
                                Counsel.SAFE,
                                "ix_workflows_owner",
                                "covered by ix_workflows_owner_name",
                                4 << 20,
                                orders),
                        finding(Kind.UNUSED, Counsel.ASK, "ix_audit_detail", "not read in 41 days", 212L << 20, orders),
                        finding(
                                Kind.UNUSED,
                                Counsel.KEEP,
                                "workflows_pkey",
                                "not read in 41 days",
                                1 << 20,
                                List.of())),
                false,
                List.of()));
        return room;
    }

    private static HealthFinding finding(
            Kind kind, Counsel counsel, String subject, String because, long bytes, List<IndexOrder> orders) {
        return new HealthFinding(
                kind,
                counsel,
                "public",
                "workflows",
                subject,
                because,
                bytes,
                kind == Kind.MISSING ? -1 : 1204,
                false,
                List.of(
                        new Consideration(Consideration.Weight.FOR, "Scans are counted for 41 days."),
                        new Consideration(
                                Consideration.Weight.CAUTION,
                                "A standby exists, whose scans are not counted here: look there too.")),
                orders,
                "");
    }
}
