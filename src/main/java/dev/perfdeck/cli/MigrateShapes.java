package dev.perfdeck.cli;

import dev.perfdeck.model.migration.Finding;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.LockTrace;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationPlan;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.PlannedMigration;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.model.migration.TableLoad;
import dev.perfdeck.model.migration.TableLock;
import dev.perfdeck.model.migration.Verification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `perfdeck migrate --json` prints. Pure.
final class MigrateShapes {
    private MigrateShapes() {}

    static Map<String, @Nullable Object> info(MigrationPicture picture) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put(
                "migrations",
                picture.migrations().stream().map(MigrateShapes::migration).toList());
        shape.put(
                "indexes", picture.indexes().stream().map(MigrateShapes::index).toList());
        shape.put(
                "unsettled",
                picture.unsettled().stream().map(MigrateShapes::unsettled).toList());
        return shape;
    }

    /// The version of a repeatable migration is null.
    private static Map<String, @Nullable Object> migration(Migration migration) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("version", migration.version().isEmpty() ? null : migration.version());
        shape.put("description", migration.description());
        shape.put("state", word(migration.state()));
        shape.put(
                "installed_on", migration.installedOn().map(MigrateShapes::time).orElse(null));
        shape.put("origin", word(migration.origin()));
        shape.put("remark", migration.remark());
        return shape;
    }

    private static Map<String, @Nullable Object> index(IndexState index) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("name", index.name());
        shape.put("table", index.table());
        shape.put("state", word(index.state()));
        shape.put("migration", index.migration().isEmpty() ? null : index.migration());
        return shape;
    }

    static Map<String, @Nullable Object> plan(MigrationPlan plan, List<PreflightItem> preflight) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("pending", plan.pending().stream().map(MigrateShapes::planned).toList());
        shape.put("obstacles", plan.obstacles());
        shape.put("preflight", preflight.stream().map(MigrateShapes::item).toList());
        return shape;
    }

    private static Map<String, @Nullable Object> planned(PlannedMigration planned) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        var migration = planned.migration();
        shape.put("version", migration.version().isEmpty() ? null : migration.version());
        shape.put("description", migration.description());
        shape.put("sql", planned.sql());
        shape.put("transactional", planned.transactional());
        shape.put("locks", planned.locks().stream().map(MigrateShapes::lock).toList());
        shape.put(
                "findings",
                planned.findings().stream().map(MigrateShapes::finding).toList());
        shape.put("origin", word(migration.origin()));
        shape.put("undo", planned.undo().isEmpty() ? null : planned.undo());
        shape.put("tables", planned.tables().stream().map(MigrateShapes::load).toList());
        shape.put(
                "refusal",
                planned.refusal().map(it -> it.summary() + ". " + it.remedy()).orElse(null));
        planned.trace().ifPresent(found -> shape.put("trace", trace(found)));
        return shape;
    }

    private static Map<String, @Nullable Object> trace(LockTrace trace) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("locks", trace.locks().stream().map(MigrateShapes::lock).toList());
        shape.put("rewritten", trace.rewritten());
        shape.put("untold", trace.untold().isEmpty() ? null : trace.untold());
        return shape;
    }

    private static Map<String, Object> lock(TableLock lock) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("relation", lock.relation());
        shape.put("mode", lock.mode().title());
        return shape;
    }

    private static Map<String, Object> step(MigrationRun.Step step) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("step", step.step());
        shape.put("outcome", word(step.outcome()));
        shape.put("duration_ms", step.took().toMillis());
        return shape;
    }

    private static Map<String, Object> unsettled(MigrationPicture.Unsettled open) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("step", open.begun().step());
        shape.put("verb", open.begun().verb());
        shape.put("begun", time(open.begun().at()));
        shape.put("stands", open.stands());
        shape.put("way_on", open.wayOn());
        return shape;
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("rule", finding.rule());
        shape.put("severity", word(finding.severity()));
        shape.put("line", finding.line());
        shape.put("message", finding.message());
        shape.put("fix", finding.fix());
        return shape;
    }

    private static Map<String, @Nullable Object> load(TableLoad load) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("relation", load.relation());
        shape.put("bytes", load.bytes());
        shape.put("rows", load.rows());
        shape.put("writes_per_s", Double.isNaN(load.writesPerSecond()) ? null : rounded(load.writesPerSecond()));
        return shape;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static Map<String, @Nullable Object> item(PreflightItem item) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("check", item.check());
        shape.put("weight", word(item.weight()));
        shape.put("what", item.what());
        shape.put("owner_pid", item.ownerPid() == 0 ? null : item.ownerPid());
        shape.put("remedy", item.remedy());
        return shape;
    }

    static Map<String, @Nullable Object> run(MigrationRun run) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("complete", run.complete());
        shape.put("cancelled", run.cancelled());
        shape.put("stands", run.stands());
        shape.put("fault", run.fault().map(it -> it.summary()).orElse(null));
        shape.put("remedy", run.fault().map(it -> it.remedy()).orElse(null));
        shape.put("steps", run.steps().stream().map(MigrateShapes::step).toList());
        return shape;
    }

    static Map<String, @Nullable Object> verification(Verification verification) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("good", verification.good());
        shape.put("problems", verification.problems());
        shape.put(
                "indexes",
                verification.indexes().stream()
                        .map(proof -> {
                            var one = index(proof.index());
                            one.put(
                                    "plan_before",
                                    proof.before().map(it -> it.scan()).orElse(null));
                            one.put("plan_now", proof.now().map(it -> it.scan()).orElse(null));
                            one.put(
                                    "latency",
                                    proof.latency().map(MigrateShapes::latency).orElse(null));
                            one.put("served", proof.now().map(it -> it.served()).orElse(null));
                            return one;
                        })
                        .toList());
        return shape;
    }

    private static Map<String, Object> latency(Verification.LatencyChange change) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("mean_ms_before", change.meanMillisBefore());
        shape.put("mean_ms_after", change.meanMillisAfter());
        shape.put("window_s", change.windowSeconds());
        shape.put("calls", change.calls());
        return shape;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
