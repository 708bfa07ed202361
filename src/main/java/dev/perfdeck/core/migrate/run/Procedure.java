package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Ahead;
import dev.perfdeck.core.migrate.BuildLock;
import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Desk;
import dev.perfdeck.core.migrate.SqlFaults;
import dev.perfdeck.core.migrate.Stopped;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationPlan;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.MigrationScope.Which;
import dev.perfdeck.model.migration.Preflight;
import dev.perfdeck.model.migration.Verification;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The migrations of one database as a guarded procedure. Every verb blocks until it has ended: call it on a virtual
/// thread. Those that write hold the lock that keeps other consoles away, tell of their progress and can be
/// cancelled; they never throw a [FaultException], the result says what stands and why. Those that only look throw
/// one. May be used again and from any thread.
public final class Procedure {
    private static final Logger log = LoggerFactory.getLogger(Procedure.class);

    private final ConnectionSource source;
    private final ConnectionSource reader;
    private final Optional<Path> folder;
    private final Journal journal;
    private final Duration patience;
    private final Retry retry;
    private final Served served;

    /// @param source for changes; see [ConnectionSource]
    /// @param reader for looking; its sessions only read
    /// @param folder of the user's own migrations
    /// @param served what the indexes are for
    public Procedure(
            ConnectionSource source, ConnectionSource reader, Optional<Path> folder, Journal journal, Served served) {
        this(source, reader, folder, journal, Duration.ofSeconds(10), Retry.DEFAULT, served);
    }

    /// @param patience how long another console is waited for, and how long a leftover's removal may take
    Procedure(
            ConnectionSource source,
            ConnectionSource reader,
            Optional<Path> folder,
            Journal journal,
            Duration patience,
            Retry retry,
            Served served) {
        this.source = source;
        this.reader = reader;
        this.folder = folder;
        this.journal = journal;
        this.patience = patience;
        this.retry = retry;
        this.served = served;
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T asked(Question<T> question) {
        try (var connection = reader.open()) {
            connection.setAutoCommit(true);
            return question.ask(connection);
        } catch (SQLException e) {
            throw SqlFaults.thrown(e);
        }
    }

    public MigrationPicture look() {
        return asked(connection -> new Looking(folder, journal).picture(connection));
    }

    public MigrationPlan plan(MigrationScope scope) {
        own(scope);
        return asked(connection -> new Planning(folder, Optional.empty()).plan(connection, scope));
    }

    /// The same, and each script is tried on an empty copy of the schema, to tell the locks that it really takes.
    ///
    /// @param scratch leads to that copy, never to a server that others use; left with what the scripts did
    public MigrationPlan trace(MigrationScope scope, Connection scratch) {
        own(scope);
        return asked(connection -> new Planning(folder, Optional.of(scratch)).plan(connection, scope));
    }

    public Preflight preflight(MigrationScope scope) {
        own(scope);
        return asked(connection -> {
            try (var desk = new Desk(source)) {
                return new PreflightChecks(desk, folder).look(connection, scope);
            }
        });
    }

    public Preflight preflight(IndexOrder order) {
        return asked(connection -> {
            try (var desk = new Desk(source)) {
                return new PreflightChecks(desk, folder).look(connection, order);
            }
        });
    }

    public Verification verify() {
        return asked(connection -> new Verifying(folder, reader, journal, served).verify(connection));
    }

    public MigrationRun apply(MigrationScope scope, Course.Told told, BooleanSupplier cancelled) {
        return run("apply", told, cancelled, (errand, course) -> {
            if (own(scope)) {
                errand.locked((connection, desk) -> {
                    var state = FolderState.read(folder.orElseThrow(), connection);
                    var run = new FolderRun(source, desk, state, errand.steps(), course, retry, patience, served);
                    var chosen = run.expect(scope.to());
                    run.refuse(chosen);
                    if (!chosen.isEmpty()) {
                        try (var flyways = new Ahead(source)) {
                            new PreflightChecks(desk, folder)
                                    .pass(
                                            connection,
                                            chosen.stream().map(state::script).toList());
                            run.apply(chosen, flyways);
                        }
                    }
                });
            }
            if (builtIn(scope)) {
                new BuiltInRun(source, errand.steps(), errand.journal(), told, cancelled).apply(scope.to());
            }
        });
    }

    public MigrationRun undo(MigrationScope scope, Course.Told told, BooleanSupplier cancelled) {
        return run("undo", told, cancelled, (errand, course) -> {
            if (own(scope)) {
                errand.locked((connection, desk) -> {
                    var state = FolderState.read(folder.orElseThrow(), connection);
                    new FolderUndo(source, desk, state, errand.steps(), course, retry, patience)
                            .undo(connection, scope.to());
                });
                if (!allBack(scope)) {
                    return;
                }
            }
            new BuiltInRun(source, errand.steps(), errand.journal(), told, cancelled).undo(scope.to());
        });
    }

    public MigrationRun repair(Course.Told told, BooleanSupplier cancelled) {
        return run(
                "repair",
                told,
                cancelled,
                (errand, course) -> errand.locked((connection, desk) -> {
                    var repair = new Repair(source, desk, errand.steps(), course, patience);
                    if (folder.isPresent()) {
                        repair.folder(connection, FolderState.read(folder.get(), connection));
                    }
                    repair.builtIn(connection, BuiltIn.read(connection));
                    repair.others(connection);
                }));
    }

    public MigrationRun order(IndexOrder order, Course.Told told, BooleanSupplier cancelled) {
        return run(
                "order",
                told,
                cancelled,
                (errand, course) -> errand.locked((connection, desk) -> {
                    new PreflightChecks(desk, folder).pass(connection, order);
                    new OrderRun(source, desk, errand.steps(), course, patience).carryOut(order);
                }));
    }

    /// Whether the built-in ones go with the folder's.
    private boolean allBack(MigrationScope scope) throws SQLException {
        if (scope.which() != Which.ALL || !scope.to().equals(Optional.of("0"))) {
            return false;
        }
        try (var connection = reader.open()) {
            return BuiltIn.fits(connection);
        }
    }

    /// Whether the folder is meant.
    ///
    /// @throws FaultException `Rejected` when only the folder is meant, and none is configured
    private boolean own(MigrationScope scope) {
        if (folder.isEmpty() && scope.which() == Which.FOLDER) {
            throw new FaultException(new Fault.Rejected(
                    "database.migrations", "no folder of migrations is configured", "migrations = \"FOLDER\""));
        }
        return folder.isPresent() && scope.which() != Which.BUILT_IN;
    }

    private boolean builtIn(MigrationScope scope) throws SQLException {
        try (var connection = reader.open()) {
            return BuiltIn.meant(connection, scope, folder.isPresent());
        }
    }

    private interface Work {
        void on(Errand errand, Course course) throws SQLException, ScriptRun.HalfDone;
    }

    private interface Locked {
        void on(Connection connection, Desk desk) throws SQLException, ScriptRun.HalfDone;
    }

    /// One run of a verb that writes.
    private record Errand(ConnectionSource source, Duration patience, Steps steps, Journal.Run journal, Course course) {
        void locked(Locked work) throws SQLException, ScriptRun.HalfDone {
            try (var ahead = new Ahead(source);
                    var desk = new Desk(ahead);
                    var lock = BuildLock.take(source, desk, patience, course)) {
                work.on(lock.connection(), desk);
            }
        }
    }

    private MigrationRun run(String verb, Course.Told told, BooleanSupplier cancelled, Work work) {
        try (var entry = journal.begin(verb);
                var course = new Course(told, cancelled, 0)) {
            var steps = new Steps(entry, course);
            try {
                work.on(new Errand(source, patience, steps, entry, course), course);
                if (!verb.equals("order")) {
                    settle(entry);
                }
                return steps.ended(false, Optional.empty());
            } catch (Stopped e) {
                return steps.ended(true, Optional.empty());
            } catch (FaultException e) {
                return faulted(steps, course, e.fault());
            } catch (ScriptRun.HalfDone e) {
                return faulted(steps, course, fault(e));
            } catch (SQLException e) {
                return faulted(steps, course, SqlFaults.fault(e));
            }
        }
    }

    /// What killed consoles left open, and nothing is left to do about, is closed in the journal.
    private void settle(Journal.Run entry) {
        if (journal.open().isEmpty()) {
            return;
        }
        try (var connection = reader.open()) {
            connection.setAutoCommit(true);
            new Looking(folder, journal).settle(connection, entry);
        } catch (SQLException | FaultException e) {
            log.info("what was left open stays so: {}", e.getMessage());
        }
    }

    private static Fault fault(ScriptRun.HalfDone e) {
        return e.getCause() instanceof FaultException known
                ? known.fault()
                : new Fault.Internal(String.valueOf(e.getMessage()), "");
    }

    private static MigrationRun faulted(Steps steps, Course course, Fault fault) {
        log.warn("{}", fault.summary());
        return steps.ended(course.cancelled(), Optional.of(fault));
    }
}
