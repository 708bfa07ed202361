package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationPicture.Unsettled;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How everything stands, asked over one session in autocommit.
record Looking(Optional<Path> folder, Journal journal) {
    MigrationPicture picture(Connection connection) throws SQLException {
        var migrations = new ArrayList<Migration>();
        var indexes = new ArrayList<IndexState>();
        if (folder.isPresent()) {
            var state = FolderState.read(folder.get(), connection);
            migrations.addAll(state.migrations());
            indexes.addAll(state.indexes());
        }
        if (folder.isEmpty() || BuiltIn.fits(connection)) {
            var builtIn = BuiltIn.read(connection);
            migrations.addAll(builtIn.migrations());
            indexes.addAll(builtIn.indexes());
        }
        var known = List.copyOf(indexes);
        IndexCatalog.invalid(connection).stream()
                .map(IndexCatalog.Invalid::index)
                .filter(index -> known.stream().noneMatch(it -> same(it, index)))
                .forEach(indexes::add);
        return new MigrationPicture(Instant.now(), migrations, indexes, unsettled(migrations, indexes));
    }

    /// Of the built-in ones no schema is known, but their table is, as it is written where the search path leads to it.
    private static boolean same(IndexState known, IndexState found) {
        return known.name().equals(found.name())
                && (known.schema().isEmpty()
                        ? known.table().equals(found.table())
                        : known.schema().equals(found.schema()));
    }

    private List<Unsettled> unsettled(List<Migration> migrations, List<IndexState> indexes) {
        var found = new ArrayList<Unsettled>();
        for (var entry : journal.open()) {
            var migration = migrations.stream()
                    .filter(it -> it.title().equals(entry.step()))
                    .findFirst();
            var made = indexes.stream()
                    .filter(index -> index.migration().equals(entry.step())
                            || index.name().equals(entry.step()))
                    .toList();
            found.add(judged(entry, migration, made));
        }
        return found;
    }

    private static Unsettled judged(JournalEntry entry, Optional<Migration> migration, List<IndexState> made) {
        var indexes = made.stream()
                .map(index -> index.name() + " is " + index.state().name().toLowerCase(java.util.Locale.ROOT)
                        + (index.builderPid() == 0 ? "" : " (pid " + index.builderPid() + ")"))
                .collect(Collectors.joining(", "));
        var recorded = migration
                .map(it -> it.state() == Migration.State.APPLIED
                        ? "the history has it as applied"
                        : it.state() == Migration.State.FAILED
                                ? "the history has it as failed"
                                : "the history has it as not applied")
                .orElse("it is in no history");
        var stands = indexes.isEmpty() ? recorded : indexes + "; " + recorded;
        return new Unsettled(entry, stands, wayOn(entry, migration, made));
    }

    private static String wayOn(JournalEntry entry, Optional<Migration> migration, List<IndexState> made) {
        if (made.stream().anyMatch(index -> index.state() == IndexState.State.BUILDING)) {
            return "The server is still building it: wait, or cancel it there; then apply again.";
        }
        if (made.stream().anyMatch(index -> index.state() == IndexState.State.INVALID)
                || migration.filter(it -> it.state().mendable()).isPresent()) {
            return "Repair removes what is left and mends the history; then apply again.";
        }
        if (entry.verb().equals("undo")) {
            return "Undo again: what is gone already is passed over.";
        }
        return migration.filter(it -> it.state() == Migration.State.APPLIED).isPresent()
                ? "Nothing: it is done."
                : "Apply again: what is there and right is only recorded.";
    }
}
