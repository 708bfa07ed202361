package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.migration.LockMode;
import dev.perfdeck.model.migration.PlannedMigration;
import dev.perfdeck.model.migration.TableLoad;
import dev.perfdeck.model.migration.TableLock;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.indexes.RowTable.Look;
import java.text.MessageFormat;
import java.util.Comparator;
import java.util.ResourceBundle;

/// What the next apply would run: each migration with the size of its tables, its strongest lock, what was found in it.
final class PlanTable {
    private PlanTable() {}

    static RowTable<PlannedMigration> of(ResourceBundle words) {
        var table = new RowTable<PlannedMigration>(
                        "index-plan", planned -> planned.migration().title())
                .column(
                        words.getString("plan.migration"),
                        116,
                        9000,
                        Look.TEXT,
                        planned -> planned.migration().title())
                .column(
                        words.getString("plan.rows"),
                        72,
                        80,
                        Look.FIGURE,
                        planned -> rows(planned),
                        Comparator.comparingLong(PlanTable::rowCount))
                .from(460)
                .column(
                        words.getString("plan.size"),
                        72,
                        84,
                        Look.FIGURE,
                        planned -> Figures.bytes(bytes(planned)),
                        Comparator.comparingLong(PlanTable::bytes))
                .column(words.getString("plan.lock"), 104, 116, Look.TEXT, planned -> lock(planned, words))
                .badge(
                        words.getString("plan.findings"),
                        72,
                        planned -> findings(planned, words),
                        PlanTable::state,
                        Comparator.comparingInt(
                                (PlannedMigration planned) -> planned.findings().size()));
        table.none(words.getString("plan.none"));
        return table;
    }

    private static long rowCount(PlannedMigration planned) {
        return planned.tables().stream().mapToLong(TableLoad::rows).max().orElse(-1);
    }

    private static String rows(PlannedMigration planned) {
        var most = rowCount(planned);
        return most < 0 ? Figures.UNKNOWN : Figures.brief(most);
    }

    private static long bytes(PlannedMigration planned) {
        return planned.tables().stream().mapToLong(TableLoad::bytes).max().orElse(-1);
    }

    private static String lock(PlannedMigration planned, ResourceBundle words) {
        return planned.locks().stream()
                .map(TableLock::mode)
                .max(Comparator.naturalOrder())
                .map(mode -> blocks(mode, words))
                .orElseGet(() -> words.getString("plan.lock.none"));
    }

    private static String blocks(LockMode mode, ResourceBundle words) {
        return words.getString(
                mode.blocksReads() ? "plan.lock.reads" : mode.blocksWrites() ? "plan.lock.writes" : "plan.lock.free");
    }

    private static String findings(PlannedMigration planned, ResourceBundle words) {
        return planned.refusal().isPresent()
                ? words.getString("plan.refused")
                : MessageFormat.format(
                        words.getString("plan.found"), planned.findings().size());
    }

    private static String state(PlannedMigration planned) {
        if (planned.refusal().isPresent()) {
            return "danger";
        }
        return planned.findings().stream()
                .map(finding -> finding.severity())
                .min(Comparator.naturalOrder())
                .map(worst -> switch (worst) {
                    case ERROR -> "danger";
                    case WARNING -> "warning";
                    case INFO -> "now";
                })
                .orElse("good");
    }
}
