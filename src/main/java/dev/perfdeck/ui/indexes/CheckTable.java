package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.ui.indexes.RowTable.Look;
import java.util.Comparator;
import java.util.ResourceBundle;

/// What was looked at before a run, the worst first.
final class CheckTable {
    private CheckTable() {}

    static RowTable<PreflightItem> of(ResourceBundle words) {
        var table = new RowTable<PreflightItem>("index-checks", item -> item.check() + item.what())
                .badge(
                        words.getString("check.verdict"),
                        88,
                        item -> words.getString("check." + item.weight()),
                        CheckTable::state,
                        Comparator.comparing(PreflightItem::weight))
                .column(
                        words.getString("check.name"),
                        90,
                        130,
                        Look.TEXT,
                        item -> item.check().replace('-', ' '))
                .column(words.getString("check.what"), 200, 9000, Look.TEXT, PreflightItem::what);
        table.none(words.getString("check.none"));
        return table;
    }

    private static String state(PreflightItem item) {
        return switch (item.weight()) {
            case BLOCKING -> "danger";
            case WARNING -> "warning";
            case GOOD -> "good";
        };
    }
}
