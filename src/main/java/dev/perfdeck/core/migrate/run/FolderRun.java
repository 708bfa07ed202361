package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Desk;
import dev.perfdeck.core.migrate.Session;
import dev.perfdeck.core.migrate.SqlFaults;
import dev.perfdeck.core.migrate.VerifiedMigration;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.Migration.Kind;
import dev.perfdeck.model.migration.MigrationRun.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/// Applies the migrations of a folder, under the lock that its caller holds.
record FolderRun(
        ConnectionSource source,
        Desk desk,
        FolderState state,
        Steps steps,
        Course course,
        Retry retry,
        Duration cleanup,
        Served served) {
    /// What [#apply] shall run.
    List<Migration> expect(Optional<String> to) {
        var chosen = chosen(state, to);
        steps.expect(chosen.stream().map(Migration::title).toList());
        return chosen;
    }

    /// @param flyways Flyway's session comes from here
    void apply(List<Migration> chosen, ConnectionSource flyways) throws SQLException, ScriptRun.HalfDone {
        var titles = chosen.stream().map(Migration::title).collect(Collectors.toSet());
        var known = new KnownSession();
        var migrations = new ArrayList<VerifiedMigration>();
        for (var script : state.scripts()) {
            if (titles.contains(script.file().title()) || state.rows().containsKey(FolderState.key(script.file()))) {
                migrations.add(verified(script, known));
            }
        }
        try {
            FolderFlyway.over(flyways, state.folder().options(), migrations).migrate();
        } catch (FlywayException e) {
            throw settled(e, chosen);
        }
        analyze(chosen);
    }

    /// A script may have gone well and its commit or its record not.
    private FaultException settled(FlywayException e, List<Migration> chosen) {
        var fault = unwrapped(e);
        try {
            var recorded = desk.ask(connection -> new HistoryTable(
                            connection, state.folder().options().table())
                    .rows().stream()
                            .filter(HistoryTable.Row::success)
                            .map(row -> FolderState.key(row.version(), row.description()))
                            .collect(Collectors.toSet()));
            for (var migration : chosen) {
                var key = FolderState.key(migration.version(), migration.description());
                if (steps.did(migration.title()) && !recorded.contains(key)) {
                    return unrecorded(migration, fault);
                }
            }
        } catch (SQLException | FaultException unknown) {
            fault.addSuppressed(unknown);
        }
        return fault;
    }

    private FaultException unrecorded(Migration migration, FaultException cause) {
        var stands = state.script(migration).transactional()
                ? "nothing of it was done"
                : "it ran, and what it builds is there, but the history does not know";
        var why = cause.getCause() instanceof SQLException sql
                ? SqlFaults.reason(sql)
                : cause.fault().summary();
        steps.failedAfterAll(migration.title(), migration.sql(), why + "; " + stands);
        return new FaultException(
                new Fault.MigrationFailed(
                        migration.title(), why, stands, "Apply again: what is there and right is only recorded."),
                cause);
    }

    /// What the next apply would run.
    ///
    /// @throws FaultException `Rejected` when there is no such version
    static List<Migration> chosen(FolderState state, Optional<String> to) {
        if (to.isEmpty()) {
            return state.pending();
        }
        known(state, to.get());
        var last = version(to.get());
        return state.pending().stream()
                .filter(it ->
                        it.kind() == Kind.VERSIONED && version(it.version()).compareTo(last) <= 0)
                .toList();
    }

    static void known(FolderState state, String to) {
        if (state.migrations().stream().noneMatch(it -> !it.version().isEmpty() && same(it.version(), to))) {
            throw new FaultException(new Fault.Rejected(
                    "--to " + to,
                    "there is no migration of this version",
                    "One of "
                            + state.migrations().stream()
                                    .map(Migration::version)
                                    .filter(it -> !it.isEmpty())
                                    .collect(Collectors.joining(", "))));
        }
    }

    private static boolean same(String version, String to) {
        return version(version).compareTo(version(to)) == 0;
    }

    static MigrationVersion version(String text) {
        try {
            return MigrationVersion.fromVersion(text);
        } catch (RuntimeException e) {
            throw new FaultException(
                    new Fault.Rejected("--to " + text, "this is not a version", "a version such as 3 or 2.1"), e);
        }
    }

    /// @throws FaultException for what must be mended first
    void refuse(List<Migration> chosen) {
        for (var migration : state.migrations()) {
            obstacle(migration).ifPresent(words -> {
                throw new FaultException(new Fault.MigrationFailed(
                        migration.title(), words, "nothing has been changed", way(migration)));
            });
        }
        for (var migration : chosen) {
            state.script(migration).refusal().ifPresent(fault -> {
                throw new FaultException(new Fault.MigrationFailed(
                        migration.title(), fault.summary(), "nothing has been changed", fault.remedy()));
            });
        }
    }

    static Optional<String> obstacle(Migration migration) {
        return switch (migration.state()) {
            case FAILED -> Optional.of("it failed before, and the history says so");
            case BROKEN, LATE -> Optional.of(migration.remark());
            case MISSING -> Optional.of("it was applied, but its file is gone");
            case CHANGED ->
                migration.kind() == Kind.REPEATABLE
                        ? Optional.empty()
                        : Optional.of("its file has changed since it was applied (checksum "
                                + migration
                                        .appliedChecksum()
                                        .map(String::valueOf)
                                        .orElse("none") + " then, "
                                + migration.checksum().map(String::valueOf).orElse("none") + " now)");
            case PENDING, APPLIED, UNDONE, IGNORED -> Optional.empty();
        };
    }

    static String way(Migration migration) {
        return switch (migration.state()) {
            case FAILED, BROKEN -> "perfdeck migrate repair, then apply again.";
            case MISSING -> "Put the file back as it was.";
            case LATE ->
                "Give it a version above the newest, or let it run with flyway.outOfOrder=true in flyway.conf.";
            case CHANGED -> "Put the file back as it was, and write the change as a new migration.";
            case PENDING, APPLIED, UNDONE, IGNORED -> "";
        };
    }

    private VerifiedMigration verified(RunnableScript script, KnownSession known) {
        var file = script.file();
        return new VerifiedMigration(
                file.version().isEmpty() ? null : file.version(),
                file.description(),
                file.file(),
                file.file(),
                file.checksum(),
                script.transactional(),
                connection -> run(script, known.of(connection)));
    }

    private void run(RunnableScript script, Session session) throws SQLException {
        var file = script.file();
        try {
            Steps.Deed deed = () -> {
                var there = new ScriptRun(source, desk, script, course, retry, cleanup).run(session);
                return there ? Outcome.ADOPTED : Outcome.APPLIED;
            };
            if (script.transactional()) {
                steps.takeWhole(file.title(), file.sql(), notes(script), deed);
            } else {
                steps.take(file.title(), file.sql(), notes(script), deed);
            }
        } catch (ScriptRun.HalfDone e) {
            throw new FlywayException(e); // for which Flyway writes a row of failure
        }
    }

    /// The plans that its indexes are to better.
    private String notes(RunnableScript script) {
        return script.indexes().stream()
                .map(index -> PlanNotes.note(served.now(
                        index.name(),
                        index.act().table().bare(),
                        index.act().columns().stream().map(Name::bare).toList())))
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static FaultException unwrapped(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof FaultException known) {
                return known;
            }
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return SqlFaults.thrown(sql);
            }
        }
        var words = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        return new FaultException(
                new Fault.MigrationFailed(
                        "Flyway", words, "what was applied before stands", "Look at its history table."),
                e);
    }

    private void analyze(List<Migration> chosen) {
        var tables = new HashSet<String>();
        for (var migration : chosen) {
            state.script(migration).indexes().forEach(index -> tables.add(index.table()));
        }
        tables.forEach(new Analyzing(source, course, retry.lockWait())::table);
    }
}
