package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.health.Counsel;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.indexes.RowTable.Look;
import java.util.Comparator;
import java.util.ResourceBundle;

/// What was found about indexes, sorted as its heads are pressed; the worst first.
final class HealthTable {
    private HealthTable() {}

    static RowTable<HealthFinding> of(ResourceBundle words) {
        return new RowTable<HealthFinding>("index-health", finding -> finding.kind() + finding.subject())
                .column(words.getString("health.index"), 112, 9000, Look.SQL, HealthFinding::subject)
                .badge(
                        words.getString("health.finding"),
                        86,
                        finding -> words.getString("kind." + finding.kind()),
                        HealthTable::state,
                        Comparator.comparing(HealthFinding::kind))
                .column("", 120, 260, Look.TEXT, HealthFinding::because)
                .from(640)
                .column(
                        words.getString("health.size"),
                        72,
                        84,
                        Look.FIGURE,
                        finding -> (finding.estimate() ? "~ " : "") + Figures.bytes(finding.bytes()),
                        Comparator.comparingLong(HealthFinding::bytes))
                .column(
                        words.getString("health.scans"),
                        54,
                        60,
                        Look.FIGURE,
                        finding -> finding.scans() < 0 ? Figures.UNKNOWN : Figures.brief(finding.scans()),
                        Comparator.comparingLong(HealthFinding::scans))
                .from(440)
                .column(
                        words.getString("health.counsel"),
                        56,
                        60,
                        Look.TEXT,
                        finding -> words.getString("counsel." + finding.counsel()),
                        Comparator.comparing(HealthFinding::counsel));
    }

    private static String state(HealthFinding finding) {
        return finding.counsel() == Counsel.KEEP
                ? ""
                : switch (finding.kind()) {
                    case INVALID -> "danger";
                    case MISSING, DUPLICATE, REDUNDANT, UNUSED -> "warning";
                    case BLOATED -> "now";
                };
    }
}
