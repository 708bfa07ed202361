package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.indexes.RowTable.Look;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.ResourceBundle;

/// What was applied when, and what the console did: two tables with the same manner of telling time.
final class HistoryTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private HistoryTable() {}

    static RowTable<Migration> migrations(ResourceBundle words) {
        var table = new RowTable<Migration>("index-history", migration -> migration.origin() + migration.title())
                .column(words.getString("history.migration"), 92, 9000, Look.TEXT, Migration::title)
                .badge(
                        words.getString("history.state"),
                        84,
                        migration -> words.getString("state." + migration.state()),
                        HistoryTable::state,
                        Comparator.comparing(Migration::state))
                .column(
                        words.getString("history.installed"),
                        154,
                        160,
                        Look.TEXT,
                        migration ->
                                migration.installedOn().map(HistoryTable::time).orElse(Figures.UNKNOWN))
                .column(
                        words.getString("history.origin"),
                        60,
                        76,
                        Look.TEXT,
                        migration -> words.getString("origin." + migration.origin()));
        table.none(words.getString("history.none"));
        return table;
    }

    static RowTable<JournalEntry> journal(ResourceBundle words) {
        var table = new RowTable<JournalEntry>("index-journal", entry -> entry.at() + entry.run() + entry.step())
                .column(words.getString("journal.at"), 154, 160, Look.TEXT, entry -> time(entry.at()))
                .column(
                        words.getString("journal.step"),
                        72,
                        9000,
                        Look.TEXT,
                        entry -> entry.verb() + " " + entry.step())
                .badge(
                        words.getString("journal.outcome"),
                        74,
                        entry -> words.getString("journal." + entry.outcome()),
                        HistoryTable::state,
                        Comparator.comparing(JournalEntry::outcome))
                .column(words.getString("journal.who"), 44, 110, Look.TEXT, JournalEntry::systemUser)
                .column(
                        words.getString("journal.took"),
                        48,
                        64,
                        Look.FIGURE,
                        entry -> entry.took().isZero() ? "" : Figures.time(entry.took()));
        table.none(words.getString("journal.none"));
        return table;
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    private static String state(Migration migration) {
        return switch (migration.state()) {
            case APPLIED -> "good";
            case PENDING, UNDONE -> "now";
            case CHANGED, IGNORED -> "warning";
            case FAILED, MISSING, BROKEN, LATE -> "danger";
        };
    }

    private static String state(JournalEntry entry) {
        return switch (entry.outcome()) {
            case DONE -> "good";
            case BEGUN -> "now";
            case CANCELLED, SETTLED -> "warning";
            case FAILED -> "danger";
        };
    }
}
