package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Desk;
import dev.perfdeck.core.migrate.IndexStep;
import dev.perfdeck.core.migrate.Session;
import dev.perfdeck.core.migrate.folder.MigrationFile;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.Migration.Kind;
import dev.perfdeck.model.migration.Migration.State;
import dev.perfdeck.model.migration.MigrationRun.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes the migrations of a folder back, the newest first, under the lock that its caller holds.
record FolderUndo(
        ConnectionSource source,
        Desk desk,
        FolderState state,
        Steps steps,
        Course course,
        Retry retry,
        Duration cleanup) {
    void undo(Connection connection, Optional<String> to) throws SQLException, ScriptRun.HalfDone {
        var chosen = toUndo(to);
        steps.expect(chosen.stream().map(Migration::title).toList());
        for (var migration : chosen) {
            if (!migration.undoable()) {
                throw new FaultException(new Fault.MigrationFailed(
                        migration.title(),
                        "there is no undo for it",
                        "nothing has been changed",
                        "Write U" + migration.version() + "__….sql beside it."));
            }
            believable(migration);
        }
        for (var migration : chosen) {
            var script = state.script(migration);
            var sql = script.file().undo().map(MigrationFile::sql).orElseGet(() -> drops(script));
            steps.take(migration.title(), sql, "", () -> {
                takeBack(connection, script);
                return Outcome.UNDONE;
            });
        }
    }

    /// Looked at before anything is taken back.
    private void believable(Migration migration) {
        var file = state.script(migration).file();
        var known = migration.appliedChecksum().isEmpty()
                || migration.appliedChecksum().equals(migration.checksum());
        if (file.undo().isEmpty() && !known) {
            throw new FaultException(new Fault.MigrationFailed(
                    migration.title(),
                    "its file has changed since it was applied, so what it made is not known",
                    "nothing has been changed",
                    "Put the file back as it was, or write U" + migration.version() + "__….sql beside it."));
        }
        file.undo().flatMap(it -> RunnableScript.of(it).refusal()).ifPresent(fault -> {
            throw new FaultException(new Fault.MigrationFailed(
                    migration.title(), fault.summary(), "nothing has been changed", fault.remedy()));
        });
    }

    static String drops(RunnableScript script) {
        return script.indexes().reversed().stream()
                .map(index -> index.drop() + ";\n")
                .collect(Collectors.joining());
    }

    private List<Migration> toUndo(Optional<String> to) {
        to.filter(version -> !version.equals("0")).ifPresent(version -> FolderRun.known(state, version));
        var applied = state.migrations().stream()
                .filter(it -> it.kind() == Kind.VERSIONED
                        && Set.of(State.APPLIED, State.BROKEN, State.CHANGED).contains(it.state()))
                .sorted(Comparator.comparing((Migration it) -> FolderRun.version(it.version()))
                        .reversed())
                .toList();
        return to.map(stays -> applied.stream()
                        .filter(it -> FolderRun.version(it.version()).compareTo(FolderRun.version(stays)) > 0)
                        .toList())
                .orElseGet(() -> applied.stream().limit(1).toList());
    }

    private void takeBack(Connection connection, RunnableScript script) throws SQLException, ScriptRun.HalfDone {
        var file = script.file();
        var history = new HistoryTable(connection, state.folder().options().table());
        var row = state.rows().get(FolderState.key(file));
        if (file.undo().isEmpty()) {
            for (var index : script.indexes().reversed()) {
                new IndexStep(source, desk, cleanup).remove(desk.ask(index::target), course);
            }
        } else {
            var back = RunnableScript.of(file.undo().get());
            var run = new ScriptRun(source, desk, back, course, retry, cleanup);
            if (back.transactional()) {
                together(run, row);
                return;
            }
            run.run(Session.identified(connection));
        }
        if (row != null) {
            history.forget(row);
        }
    }

    /// The undo and its record are one transaction.
    private void together(ScriptRun run, HistoryTable.@Nullable Row row) throws SQLException, ScriptRun.HalfDone {
        try (var session = Session.open(source)) {
            var own = session.connection();
            own.setAutoCommit(false);
            run.run(session);
            if (row != null) {
                new HistoryTable(own, state.folder().options().table()).forget(row);
            }
            own.commit();
        }
    }
}
