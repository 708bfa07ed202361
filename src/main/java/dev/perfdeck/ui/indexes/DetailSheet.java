package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.health.Consideration;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.ui.Figures;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;

/// What the chosen row of a list says at length, and what can be done about it.
final class DetailSheet {
    private final Sheet sheet;
    private final ResourceBundle words;
    private final Consumer<Errand> prepare;

    /// @param prepare gets the errand that a button offers; nothing is started by it
    DetailSheet(Sheet sheet, ResourceBundle words, Consumer<Errand> prepare) {
        this.sheet = sheet;
        this.words = words;
        this.prepare = prepare;
    }

    void finding(HealthFinding finding) {
        if (!sheet.turn(finding)) {
            return;
        }
        sheet.head(words.getString("kind." + finding.kind()) + ": " + finding.subject());
        sheet.note(say(
                "health.detail",
                finding.table(),
                finding.because(),
                words.getString("counsel.said." + finding.counsel())));
        finding.considerations().forEach(this::consideration);
        for (int i = 0; i < finding.actions().size(); i++) {
            action(finding.actions().get(i), i);
        }
        if (!finding.byHand().isEmpty()) {
            sheet.note(words.getString("health.byhand"));
            sheet.sql(finding.byHand(), Optional.of(words.getString("copy")));
        }
    }

    private void consideration(Consideration each) {
        switch (each.weight()) {
            case FOR -> sheet.point("·", "", each.text());
            case CAUTION -> sheet.point("!", "warning", each.text());
            case AGAINST -> sheet.point("✕", "danger", each.text());
        }
    }

    private void action(IndexOrder order, int at) {
        sheet.sql(order.sql(), Optional.empty());
        sheet.button(
                "index-action-" + at,
                words.getString("act.button." + order.act()),
                "",
                () -> prepare.accept(new Errand.Order(order)));
    }

    void migration(Migration migration, List<JournalEntry> journal) {
        if (!sheet.turn(migration)) {
            return;
        }
        sheet.head(migration.title());
        sheet.note(say(
                "history.detail",
                migration.file(),
                words.getString("state." + migration.state()),
                migration.installedOn().map(HistoryTable::time).orElse(Figures.UNKNOWN)));
        if (!migration.remark().isEmpty()) {
            sheet.point("!", "warning", migration.remark());
        }
        if (migration.state() == Migration.State.CHANGED) {
            drift(migration, journal);
        } else if (!migration.sql().isEmpty()) {
            sheet.sql(migration.sql().strip(), Optional.of(words.getString("copy")));
        }
        if (migration.state() == Migration.State.APPLIED && migration.undoable()) {
            var builtIn = migration.origin() == Migration.Origin.BUILT_IN;
            var which = builtIn ? MigrationScope.Which.BUILT_IN : MigrationScope.Which.FOLDER;
            sheet.button(
                    "index-undo",
                    words.getString("undo." + which),
                    "",
                    () -> prepare.accept(new Errand.Undo(which, Optional.empty())));
        }
        if (migration.state().inTheWay()) {
            sheet.button("index-mend", words.getString("button.repair"), "", () -> prepare.accept(new Errand.Repair()));
        }
    }

    /// What ran is known only where this console ran it; Flyway keeps no text.
    private void drift(Migration migration, List<JournalEntry> journal) {
        sheet.text(say(
                "drift.sums",
                migration.appliedChecksum().map(String::valueOf).orElse(Figures.UNKNOWN),
                migration.checksum().map(String::valueOf).orElse(Figures.UNKNOWN)));
        var ran = journal.stream()
                .filter(entry -> entry.step().equals(migration.title())
                        && entry.verb().equals("apply")
                        && entry.outcome() == JournalEntry.Outcome.DONE
                        && !entry.sql().isBlank())
                .findFirst();
        if (ran.isEmpty()) {
            sheet.note(words.getString("drift.unknown"));
            sheet.sql(migration.sql().strip(), Optional.empty());
            return;
        }
        sheet.note(say("drift.known", HistoryTable.time(ran.get().at())));
        for (var line : Diff.of(ran.get().sql(), migration.sql())) {
            var label = Sheet.label(line.sign() + " " + line.text(), "sql");
            RowTable.States.show(label, line.sign() == '+' ? "good" : line.sign() == '-' ? "danger" : "");
            sheet.add(label);
        }
    }

    void entry(JournalEntry entry) {
        if (!sheet.turn(entry)) {
            return;
        }
        sheet.head(entry.verb() + " " + entry.step());
        sheet.note(say(
                "journal.detail",
                HistoryTable.time(entry.at()),
                entry.systemUser(),
                entry.role(),
                entry.server(),
                words.getString("journal." + entry.outcome())));
        if (!entry.detail().isEmpty()) {
            sheet.text(entry.detail());
        }
        if (!entry.sql().isEmpty()) {
            sheet.sql(entry.sql().strip(), Optional.of(words.getString("copy")));
        }
    }

    void say(String text) {
        if (sheet.turn(text)) {
            sheet.note(text);
        }
    }

    private String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(values);
    }
}
