package dev.perfdeck.cli;

import dev.perfdeck.model.migration.LockTrace;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationPlan;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.PlannedMigration;
import dev.perfdeck.model.migration.Preflight;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.model.migration.Verification;
import java.util.Locale;

/// What `perfdeck migrate` prints for people. Pure.
final class MigrateTable {
    private MigrateTable() {}

    static String info(MigrationPicture picture) {
        var text = new StringBuilder();
        row(text, "version", "state", "installed on", "description");
        for (var migration : picture.migrations()) {
            row(
                    text,
                    migration.version().isEmpty() ? "R" : migration.version(),
                    MigrateShapes.word(migration.state()),
                    migration
                            .installedOn()
                            .map(at -> at.toString().substring(0, 19))
                            .orElse("-"),
                    migration.description() + (migration.remark().isEmpty() ? "" : "  (" + migration.remark() + ")"));
        }
        text.append('\n');
        row(text, "", "state", "table", "index");
        for (var index : picture.indexes()) {
            row(text, "", MigrateShapes.word(index.state()), index.table(), index.name());
        }
        for (var open : picture.unsettled()) {
            text.append("\n")
                    .append(open.begun().step())
                    .append(" began and nobody told its end: ")
                    .append(open.stands())
                    .append(". ")
                    .append(open.wayOn())
                    .append('\n');
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String first, String second, String third, String rest) {
        text.append(String.format(Locale.ROOT, "%-10s %-9s %-20s %s%n", first, second, third, rest));
    }

    static String plan(MigrationPlan plan, Preflight preflight) {
        var text = new StringBuilder();
        plan.obstacles()
                .forEach(
                        obstacle -> text.append("In the way: ").append(obstacle).append('\n'));
        if (plan.pending().isEmpty()) {
            text.append("Nothing is pending.\n");
        }
        plan.pending().forEach(planned -> planned(text, planned));
        preflight.items().forEach(item -> text.append(item(item)).append('\n'));
        return text.toString();
    }

    private static void planned(StringBuilder text, PlannedMigration planned) {
        text.append(planned.migration().title())
                .append(planned.transactional() ? "  (one transaction)" : "  (outside a transaction)")
                .append('\n');
        planned.statements()
                .forEach(sql -> text.append("    ")
                        .append(sql.strip().replace("\n", "\n    "))
                        .append(";\n"));
        planned.refusal()
                .ifPresent(fault -> text.append("  REFUSED: ")
                        .append(fault.summary())
                        .append(". ")
                        .append(fault.remedy())
                        .append('\n'));
        planned.locks()
                .forEach(lock -> text.append(String.format(
                        Locale.ROOT,
                        "  locks %s: %s (%s)%n",
                        lock.relation(),
                        lock.mode().title(),
                        lock.mode().waiting())));
        planned.trace().ifPresent(found -> trace(text, found));
        planned.tables()
                .forEach(load -> text.append(String.format(
                        Locale.ROOT,
                        "  table %s: %,d rows, %,d kB, %.1f writes/s%n",
                        load.relation(),
                        load.rows(),
                        load.bytes() / 1024,
                        load.writesPerSecond())));
        planned.findings()
                .forEach(finding -> text.append(String.format(
                        Locale.ROOT,
                        "  %s line %d %s: %s%s%n",
                        MigrateShapes.word(finding.severity()),
                        finding.line(),
                        finding.rule(),
                        finding.message(),
                        finding.fix().isEmpty()
                                ? ""
                                : "\n      " + finding.fix().replace("\n", "\n      "))));
        text.append('\n');
    }

    private static void trace(StringBuilder text, LockTrace trace) {
        if (!trace.untold().isEmpty()) {
            text.append("  not traced: ").append(trace.untold()).append('\n');
            return;
        }
        trace.locks()
                .forEach(lock -> text.append("  really locked ")
                        .append(lock.relation())
                        .append(": ")
                        .append(lock.mode().title())
                        .append('\n'));
        trace.rewritten()
                .forEach(
                        table -> text.append("  really rewrites ").append(table).append('\n'));
        if (trace.locks().isEmpty()) {
            text.append("  really locked nothing that was there before\n");
        }
    }

    static String item(PreflightItem item) {
        return MigrateShapes.word(item.weight()) + " " + item.check() + ": " + item.what()
                + (item.remedy().isEmpty() ? "" : "  " + item.remedy());
    }

    static String run(MigrationRun run) {
        var text = new StringBuilder();
        for (var step : run.steps()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-12s %6.1f s  %s%n",
                    MigrateShapes.word(step.outcome()).replace('_', ' '),
                    step.took().toMillis() / 1e3,
                    step.step()));
        }
        return text.append(run.stands()).append(".\n").toString();
    }

    static String verification(Verification verification) {
        var text = new StringBuilder();
        for (var proof : verification.indexes()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-9s %s%n",
                    MigrateShapes.word(proof.index().state()),
                    proof.index().name()));
            proof.before()
                    .ifPresent(plan ->
                            text.append("    before: ").append(plan.scan()).append('\n'));
            proof.now()
                    .ifPresent(plan ->
                            text.append("    now:    ").append(plan.scan()).append('\n'));
            proof.latency()
                    .ifPresent(change -> text.append(String.format(
                            Locale.ROOT,
                            "    statements on its table: %.2f ms on average before, %.2f ms after, over %d s each%n",
                            change.meanMillisBefore(),
                            change.meanMillisAfter(),
                            change.windowSeconds())));
        }
        verification
                .problems()
                .forEach(problem ->
                        text.append("Not as recorded: ").append(problem).append('\n'));
        return text.toString();
    }
}
