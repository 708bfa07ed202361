package dev.perfdeck.core.migrate;

import dev.perfdeck.model.BuildProgress;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.IndexRun;
import dev.perfdeck.model.IndexRun.Outcome;
import dev.perfdeck.model.PerformanceIndex.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds and removes the performance indexes while the database serves others.
///
/// Both verbs block until the run has ended: call them on a virtual thread. Progress is told, and the cancel question
/// asked, about twice a second on the calling thread; interrupting it cancels too. They never throw a
/// [FaultException]: the result says what stands and why. At most five sessions are open at a time, none of them in a
/// transaction while a build runs. May be used again; runs against one database exclude each other, also across
/// machines.
public final class IndexBuild {
    private static final Logger log = LoggerFactory.getLogger(IndexBuild.class);
    private static final Duration ANALYZE_LOCK_WAIT = Duration.ofSeconds(2);

    private final ConnectionSource source;
    private final Duration lockPatience;
    private final Duration cleanupPatience;

    public IndexBuild(ConnectionSource source) {
        this(source, Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    /// @param lockPatience    how long to wait for another console to finish
    /// @param cleanupPatience how long removing a leftover may wait for other sessions
    IndexBuild(ConnectionSource source, Duration lockPatience, Duration cleanupPatience) {
        this.source = source;
        this.lockPatience = lockPatience;
        this.cleanupPatience = cleanupPatience;
    }

    /// Builds what is missing, one after the other. What was built stays, however the run ends.
    public IndexRun apply(Consumer<BuildProgress> progress, BooleanSupplier cancelled) {
        return run(IndexScript.ALL, progress, cancelled, this::apply);
    }

    /// Builds those of the six that are named, and tells more of the way.
    public IndexRun apply(Collection<String> names, Course.Told told, BooleanSupplier cancelled) {
        return some(names, told, cancelled, this::apply);
    }

    /// Removes those that are named, likewise.
    public IndexRun undo(Collection<String> names, Course.Told told, BooleanSupplier cancelled) {
        return some(names, told, cancelled, this::undo);
    }

    private IndexRun some(Collection<String> names, Course.Told told, BooleanSupplier cancelled, Work work) {
        var scripts = IndexScript.ALL.stream()
                .filter(script -> names.contains(script.name()))
                .toList();
        var ledger = new Ledger(scripts);
        try (var course = new Course(told, cancelled, scripts.size())) {
            return run(scripts, ledger, course, work);
        }
    }

    /// Removes all six. The trigram extension stays: others may use it.
    public IndexRun undo(Consumer<BuildProgress> progress, BooleanSupplier cancelled) {
        return run(IndexScript.ALL, progress, cancelled, this::undo);
    }

    /// Removes those of the six that are named.
    public IndexRun undo(Collection<String> names, Consumer<BuildProgress> progress, BooleanSupplier cancelled) {
        var scripts = IndexScript.ALL.stream()
                .filter(script -> names.contains(script.name()))
                .toList();
        if (scripts.size() < Set.copyOf(names).size()) {
            var known = IndexScript.ALL.stream().map(IndexScript::name).toList();
            var fault = new Fault.Rejected("index", "not all known: " + names, "Some of " + known);
            return new IndexRun(List.of(), false, Optional.of(fault));
        }
        return run(scripts, progress, cancelled, this::undo);
    }

    private interface Work {
        void on(Connection connection, IndexStep step, List<IndexScript> scripts, Ledger ledger, Course course)
                throws SQLException;
    }

    private IndexRun run(
            List<IndexScript> scripts, Consumer<BuildProgress> progress, BooleanSupplier cancelled, Work work) {
        var ledger = new Ledger(scripts);
        try (var course = new Course(progress, cancelled, scripts.size())) {
            return run(scripts, ledger, course, work);
        }
    }

    private IndexRun run(List<IndexScript> scripts, Ledger ledger, Course course, Work work) {
        try (var desk = new Desk(source);
                var lock = BuildLock.take(source, desk, lockPatience, course)) {
            work.on(lock.connection(), new IndexStep(source, desk, cleanupPatience), scripts, ledger, course);
            return ledger.ended(false, Optional.empty());
        } catch (Stopped e) {
            return ledger.ended(true, Optional.empty());
        } catch (FaultException e) {
            return faulted(ledger, course, e.fault());
        } catch (FlywayException e) {
            return faulted(ledger, course, IndexFlyway.fault(e));
        } catch (SQLException e) {
            return faulted(ledger, course, SqlFaults.fault(e));
        }
    }

    private static IndexRun faulted(Ledger ledger, Course course, Fault fault) {
        log.warn("{}", fault.summary());
        return ledger.ended(course.cancelled(), Optional.of(fault));
    }

    private void apply(Connection connection, IndexStep step, List<IndexScript> scripts, Ledger ledger, Course course)
            throws SQLException {
        Preflight.check(connection, scripts);
        reconcile(connection, scripts, ledger, course);
        var migrations = new ArrayList<VerifiedMigration>();
        migrations.add(VerifiedMigration.of(IndexScript.EXTENSION, true, IndexBuild::createExtension));
        for (var script : scripts) {
            migrations.add(VerifiedMigration.of(
                    script.script(), false, _ -> noted(script, ledger, course, () -> step.build(script, course))));
        }
        IndexFlyway.over(source, migrations).migrate();
        analyze(scripts, ledger, course);
    }

    /// Makes the history tell what the catalog tells: what failed, was dropped by hand or is invalid is not applied.
    private static void reconcile(Connection connection, List<IndexScript> scripts, Ledger ledger, Course course)
            throws SQLException {
        var standings = Catalog.look(connection, scripts);
        for (int i = 0; i < scripts.size(); i++) {
            IndexStep.known(scripts.get(i), standings.get(i));
        }
        var history = new History(connection);
        history.forgetFailed(scripts);
        var applied = history.applied();
        for (int i = 0; i < scripts.size(); i++) {
            var script = scripts.get(i);
            if (applied.contains(script.script().version())) {
                if (standings.get(i).state() == State.VALID) {
                    ledger.note(script, Outcome.ALREADY_THERE, Duration.ZERO);
                    course.finishedOne();
                } else {
                    history.forget(script.script());
                }
            }
        }
    }

    private static void createExtension(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(IndexScript.EXTENSION.sql().statement());
        }
    }

    private void undo(Connection connection, IndexStep step, List<IndexScript> scripts, Ledger ledger, Course course)
            throws SQLException {
        var history = new History(connection);
        for (var script : scripts) {
            noted(script, ledger, course, () -> step.remove(script, course));
            history.forget(script.script());
        }
    }

    private interface Deed {
        Outcome done() throws SQLException;
    }

    /// Does one step and writes down how it went and how long it took.
    private static void noted(IndexScript script, Ledger ledger, Course course, Deed deed) throws SQLException {
        var from = System.nanoTime();
        var outcome = Outcome.FAILED;
        try {
            outcome = deed.done();
            course.finishedOne();
        } catch (Stopped e) {
            outcome = Outcome.CANCELLED;
            throw e;
        } finally {
            ledger.note(script, outcome, Duration.ofNanos(System.nanoTime() - from));
        }
        log.info("{}: {}", script.name(), outcome);
    }

    /// Fresh statistics, so that the planner judges the new indexes by what is in the tables now. Failing is no
    /// failure.
    private void analyze(List<IndexScript> scripts, Ledger ledger, Course course) {
        var built = scripts.stream()
                .filter(script -> ledger.of(script) == Outcome.BUILT)
                .map(IndexScript::table)
                .distinct()
                .toList();
        for (var table : built) {
            course.report(table, "collecting statistics");
            try (var session = Session.open(source).waitingAtMost(ANALYZE_LOCK_WAIT)) {
                new Supervision(source)
                        .run(session, table, "ANALYZE \"" + table + "\"", course)
                        .ifPresent(e -> log.warn("ANALYZE {}: {}", table, e.getMessage()));
            } catch (SQLException e) {
                log.warn("ANALYZE {}: {}", table, e.getMessage());
            }
        }
    }
}
