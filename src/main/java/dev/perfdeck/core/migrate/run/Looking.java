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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        return new MigrationPicture(Instant.now(), migrations, indexes, unsettled(connection, migrations, indexes));
    }

    /// Of the built-in ones no schema is known, but their table is, as it is written where the search path leads to it.
    private static boolean same(IndexState known, IndexState found) {
        return known.name().equals(found.name())
                && (known.schema().isEmpty()
                        ? known.table().equals(found.table())
                        : known.schema().equals(found.schema()));
    }

    private List<Unsettled> unsettled(Connection connection, List<Migration> migrations, List<IndexState> indexes)
            throws SQLException {
        var found = new ArrayList<Unsettled>();
        for (var step : open(connection, migrations, indexes)) {
            found.add(new Unsettled(step.begun(), step.stands(), step.wayOn()));
        }
        return found;
    }

    private List<OpenStep> open(Connection connection, List<Migration> migrations, List<IndexState> indexes)
            throws SQLException {
        var found = new ArrayList<OpenStep>();
        for (var entry : journal.open()) {
            var migration = migrations.stream()
                    .filter(it -> it.title().equals(entry.step()))
                    .findFirst();
            var made = new ArrayList<>(indexes.stream()
                    .filter(index -> index.migration().equals(entry.step()))
                    .toList());
            if (migration.isEmpty()) {
                IndexCatalog.named(connection, entry).ifPresent(made::add);
            }
            found.add(new OpenStep(entry, migration, made));
        }
        return found;
    }

    /// Writes down of each open step how it stands, where nothing is left to be done about it.
    void settle(Connection connection, Journal.Run run) throws SQLException {
        var picture = picture(connection);
        for (var step : open(connection, picture.migrations(), picture.indexes())) {
            if (step.atRest()) {
                run.ended(
                        step.begun().step(),
                        step.begun().sql(),
                        JournalEntry.Outcome.SETTLED,
                        Duration.ZERO,
                        step.begun().verb() + ": " + step.stands());
            }
        }
    }
}
