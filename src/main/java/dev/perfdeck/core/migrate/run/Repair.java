package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Desk;
import dev.perfdeck.core.migrate.History;
import dev.perfdeck.core.migrate.IndexStep;
import dev.perfdeck.core.migrate.Session;
import dev.perfdeck.core.migrate.SqlFaults;
import dev.perfdeck.core.migrate.Supervision;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.Migration.State;
import dev.perfdeck.model.migration.MigrationRun.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Makes catalog and history tell the same: what failed is swept away together with its mark; what is recorded and not
/// valid is rebuilt, or both the index and the record go. Edited and lost files are nobody's to bless, they stay told.
/// Under the lock that its caller holds.
record Repair(ConnectionSource source, Desk desk, Steps steps, Course course, Duration cleanup) {
    void folder(Connection connection, FolderState state) throws SQLException, ScriptRun.HalfDone {
        var history = new HistoryTable(connection, state.folder().options().table());
        for (var migration : state.migrations()) {
            if (migration.state() == State.FAILED) {
                var row = state.rows().get(FolderState.key(migration.version(), migration.description()));
                steps.take(migration.title(), "", "failed migration", () -> {
                    for (var index : state.indexes()) {
                        if (index.migration().equals(migration.title()) && index.state() == IndexState.State.INVALID) {
                            drop(key(index));
                        }
                    }
                    if (row != null) {
                        history.forget(row);
                    }
                    return Outcome.REPAIRED;
                });
            }
        }
        for (var migration : state.migrations()) {
            if (migration.state() == State.BROKEN) {
                var row = state.rows().get(FolderState.key(migration.version(), migration.description()));
                steps.take(migration.title(), "", migration.remark(), () -> {
                    if (migration.checksum().equals(migration.appliedChecksum())) {
                        bring(state, migration);
                    }
                    rebuild(state, migration.title(), history, Optional.ofNullable(row));
                    return Outcome.REPAIRED;
                });
            }
        }
    }

    /// Builds what is recorded and gone, as its script has it, but concurrently.
    private void bring(FolderState state, Migration migration) throws SQLException {
        var missing = state.indexes().stream()
                .filter(index ->
                        index.migration().equals(migration.title()) && index.state() == IndexState.State.MISSING)
                .map(IndexState::name)
                .toList();
        for (var index : state.script(migration).indexes()) {
            if (missing.contains(index.name())) {
                new IndexStep(source, desk, cleanup).build(desk.ask(index::concurrently), course);
            }
        }
    }

    private void rebuild(FolderState state, String title, HistoryTable history, Optional<HistoryTable.Row> row)
            throws SQLException {
        for (var index : state.indexes()) {
            if (index.migration().equals(title) && index.state() == IndexState.State.INVALID) {
                var failure = reindex(key(index));
                if (failure.isPresent()) {
                    drop(key(index));
                    if (row.isPresent()) {
                        history.forget(row.get());
                    }
                    throw new FaultException(SqlFaults.failed(
                            title,
                            failure.get(),
                            "the invalid index and its record are both gone; it is pending again"));
                }
            }
        }
    }

    /// The built-in ones are simply built again by the next apply.
    void builtIn(Connection connection, BuiltIn builtIn) throws SQLException, ScriptRun.HalfDone {
        var invalid = new HashSet<String>();
        builtIn.indexes().stream()
                .filter(index -> index.state() == IndexState.State.INVALID)
                .forEach(index -> invalid.add(index.migration()));
        var history = new HistoryTable(connection, History.TABLE);
        for (var migration : builtIn.migrations()) {
            var bad = invalid.contains(migration.title());
            if (bad || Set.of(State.FAILED, State.BROKEN).contains(migration.state())) {
                steps.take(migration.title(), "", "failed build", () -> {
                    for (var index : builtIn.indexes()) {
                        if (bad && index.migration().equals(migration.title())) {
                            drop(key(index));
                        }
                    }
                    for (var row : history.rows()) {
                        if (row.version().equals(migration.version())) {
                            history.forget(row);
                        }
                    }
                    return Outcome.REPAIRED;
                });
            }
        }
    }

    /// Invalid indexes that no migration made: remnants go, others are rebuilt.
    void others(Connection connection) throws SQLException, ScriptRun.HalfDone {
        for (var invalid : IndexCatalog.invalid(connection)) {
            var name = invalid.index().name();
            var sql = (invalid.remnant() ? "DROP INDEX CONCURRENTLY " : "REINDEX INDEX CONCURRENTLY ") + invalid.key();
            steps.take(name, sql, "invalid index of no migration", () -> {
                if (invalid.remnant()) {
                    drop(invalid.key());
                } else {
                    var failure = reindex(invalid.key());
                    if (failure.isPresent()) {
                        throw new FaultException(SqlFaults.failed(
                                name,
                                failure.get(),
                                "it is still there and not valid; DROP INDEX CONCURRENTLY " + invalid.key()
                                        + " removes it"));
                    }
                }
                return Outcome.REPAIRED;
            });
        }
    }

    private static String key(IndexState index) {
        var name = "\"" + index.name().replace("\"", "\"\"") + "\"";
        return index.schema().isEmpty() ? name : "\"" + index.schema().replace("\"", "\"\"") + "\"." + name;
    }

    private void drop(String key) throws SQLException {
        try (var session = Session.open(source).waitingAtMost(cleanup)) {
            var failure = new Supervision(source)
                    .run(session, key, "DROP INDEX CONCURRENTLY IF EXISTS " + key, course.toItsEnd());
            if (failure.isPresent()) {
                throw new FaultException(SqlFaults.failed(key, failure.get(), "the invalid index is still there"));
            }
        }
    }

    private Optional<SQLException> reindex(String key) throws SQLException {
        Optional<SQLException> failure;
        try (var session = Session.open(source)) {
            failure = new Supervision(source).run(session, key, "REINDEX INDEX CONCURRENTLY " + key, course);
        }
        new Remnants(source, desk, cleanup).sweep(key, course);
        if (!desk.ask(connection -> IndexLook.invalid(connection, key))) {
            return Optional.empty();
        }
        return failure.or(() -> Optional.of(new SQLException("it is not valid after the rebuild either")));
    }
}
