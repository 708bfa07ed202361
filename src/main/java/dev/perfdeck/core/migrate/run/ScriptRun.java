package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Backend;
import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Desk;
import dev.perfdeck.core.migrate.IndexStep;
import dev.perfdeck.core.migrate.Session;
import dev.perfdeck.core.migrate.SqlFaults;
import dev.perfdeck.core.migrate.Stopped;
import dev.perfdeck.core.migrate.Supervision;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.IndexRun;
import dev.perfdeck.model.migration.IndexState;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/// Runs one script of a folder: in Flyway's own transaction, so that it and its record are one; or statement by
/// statement, with builds that are believed only when the catalog shows them. For the thread of the run.
///
/// @param cleanup how long removing a leftover may wait for other sessions
record ScriptRun(
        ConnectionSource source, Desk desk, RunnableScript script, Course course, Retry retry, Duration cleanup) {
    /// Something of the script was done and cannot be told from what was not: the history has to say so.
    static final class HalfDone extends Exception {
        private static final long serialVersionUID = 1L;

        HalfDone(FaultException cause) {
            super(cause);
        }
    }

    /// @param session Flyway's; in its transaction when the script is transactional
    /// @return whether everything was there already
    boolean run(Session session) throws SQLException, HalfDone {
        if (course.cancelled()) {
            throw new Stopped();
        }
        course.report(title(), "starting");
        if (script.transactional()) {
            together(session);
            return false;
        }
        return oneByOne();
    }

    private String title() {
        return script.file().title();
    }

    /// A lock that is not had soon is not waited for: others would queue up behind. Going back to the savepoint lets go
    /// of all locks; then the script is tried again from its beginning.
    private void together(Session session) throws SQLException {
        var start = "SAVEPOINT perfdeck_script; ";
        for (int tries = 1; ; tries++) {
            session.execute(start + retry.limit("SET LOCAL lock_timeout = "));
            start = "";
            var failure = attempt(session);
            if (failure.isEmpty()) {
                break;
            }
            var e = failure.get();
            if (course.cancelled()) {
                throw new Stopped();
            }
            if (SqlFaults.lost(e)) {
                throw new FaultException(SqlFaults.failed(title(), e, "the server has rolled it back"), e);
            }
            if (!Retry.worthIt(e) || !retry.again(tries)) {
                throw new FaultException(SqlFaults.failed(title(), e, "nothing of it was done"), e);
            }
            session.execute("ROLLBACK TO SAVEPOINT perfdeck_script");
            course.report(title(), "waiting for a lock, try " + (tries + 1));
            course.pause(retry.pause(tries));
        }
        verify(session.connection());
    }

    private Optional<SQLException> attempt(Session session) throws SQLException {
        for (var step : script.steps()) {
            course.report(title(), "line " + step.statement().line());
            var failure = supervised(session, step);
            if (failure.isPresent() || course.cancelled()) {
                return failure.isPresent() ? failure : Optional.of(new SQLException("stopped", "57014"));
            }
        }
        return Optional.empty();
    }

    private Optional<SQLException> supervised(Session session, RunnableScript.Step step) {
        if (copies(step)) {
            try {
                copy(session.connection(), step);
                return Optional.empty();
            } catch (SQLException e) {
                return Optional.of(e);
            }
        }
        return new Supervision(source).run(session, title(), step.statement().sql(), course);
    }

    private static boolean copies(RunnableScript.Step step) {
        return step.act() instanceof Act.Write write
                && write.verb() == Act.Write.Verb.COPY
                && step.statement().tokens().stream().anyMatch(token -> token.is("STDIN"));
    }

    private static void copy(Connection connection, RunnableScript.Step step) throws SQLException {
        var span = step.statement().span();
        var data =
                span.substring(span.indexOf('\n', span.indexOf(step.statement().sql())) + 1);
        var rows = data.substring(0, Math.max(0, data.lastIndexOf("\\.")));
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(step.statement().sql(), new StringReader(rows));
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private boolean oneByOne() throws SQLException, HalfDone {
        var settings = new ArrayList<String>();
        var traces = 0;
        var adopted = 0;
        var built = 0;
        for (var step : script.steps()) {
            try {
                if (course.cancelled()) {
                    throw new Stopped();
                }
                if (step.setting()) {
                    settings.add(step.statement().sql());
                } else if (step.act() instanceof Act.CreateIndex index && index.concurrently()) {
                    var there = build(step, index, settings);
                    adopted += there ? 1 : 0;
                    built += there ? 0 : 1;
                } else {
                    alone(step, settings);
                    traces += repeatable(step.act()) ? 0 : 1;
                }
            } catch (Stopped | FaultException e) {
                throw leaving(e, traces > 0);
            }
        }
        return adopted > 0 && built == 0 && traces == 0;
    }

    /// A script whose steps can all be met again (an index that is there is recognised) is simply run again.
    private RuntimeException leaving(RuntimeException e, boolean traces) throws HalfDone {
        if (!traces) {
            return e;
        }
        var fault = e instanceof FaultException known
                ? known.fault()
                : new Fault.MigrationFailed(
                        title(), "it was stopped", "part of it is done", "Repair, then apply again.");
        throw new HalfDone(new FaultException(fault, e));
    }

    private static boolean repeatable(Act act) {
        return switch (act) {
            case Act.Reindex _, Act.Vacuum _, Act.Analyze _, Act.Cluster _, Act.Refresh _ -> true;
            default -> false;
        };
    }

    private boolean build(RunnableScript.Step step, Act.CreateIndex act, List<String> settings) throws SQLException {
        var made = MadeIndex.of(script.file(), step.statement(), act);
        var target = desk.ask(made::target);
        var outcome = new IndexStep(with(settings), desk, cleanup).build(target, course);
        return outcome == IndexRun.Outcome.ADOPTED;
    }

    /// Sessions on which the script's own settings hold; time limits are set anew after them.
    private ConnectionSource with(List<String> settings) {
        return () -> {
            var connection = source.open();
            try (var statement = connection.createStatement()) {
                for (var setting : settings) {
                    statement.execute(setting);
                }
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        };
    }

    /// Concurrent statements wait as long as they must; what takes a strong lock waits shortly and tries again.
    private void alone(RunnableScript.Step step, List<String> settings) throws SQLException {
        for (int tries = 1; ; tries++) {
            var failure = once(step, settings);
            if (failure.isEmpty() || done(step)) {
                break;
            }
            var e = failure.get();
            var clean = swept(step);
            if (course.cancelled() && clean) {
                throw new Stopped();
            }
            if (!Retry.worthIt(e) || !retry.again(tries)) {
                var stands =
                        clean ? "nothing is left of this statement" : "an invalid index is left; repair removes it";
                throw new FaultException(SqlFaults.failed(title(), e, stands), e);
            }
            course.pause(retry.pause(tries));
        }
        verify(step);
    }

    private Optional<SQLException> once(RunnableScript.Step step, List<String> settings) throws SQLException {
        course.report(title(), "line " + step.statement().line());
        try (var session = Session.open(with(settings))) {
            if (step.transactional()) {
                session.execute(retry.limit("SET lock_timeout = "));
            }
            var supervision = new Supervision(source);
            var failure = supervised(session, step);
            if (failure.filter(SqlFaults::lost).isPresent()) {
                supervision.untilGone(Backend.of(session), title(), course);
            }
            return failure;
        }
    }

    /// After a lost connection the server may have done it all the same.
    private boolean done(RunnableScript.Step step) throws SQLException {
        if (!(step.act() instanceof Act.DropIndex drop)) {
            return false;
        }
        for (var name : drop.names()) {
            if (desk.ask(connection -> IndexLook.there(connection, name.key()))) {
                return false;
            }
        }
        return true;
    }

    /// Removes what `REINDEX CONCURRENTLY` left; false when something stays.
    private boolean swept(RunnableScript.Step step) throws SQLException {
        return !(step.act() instanceof Act.Reindex reindex && reindex.concurrently())
                || new Remnants(source, desk, cleanup).sweep(title(), course);
    }

    private void verify(RunnableScript.Step step) throws SQLException {
        if (step.act() instanceof Act.Reindex reindex && reindex.name().isPresent()) {
            var name = reindex.name().get();
            if (desk.ask(connection -> IndexLook.invalid(connection, name.key()))) {
                throw new FaultException(new Fault.MigrationFailed(
                        title(),
                        "the server reported success, but " + name.text() + " is not valid",
                        "an invalid index is left, which costs writes and serves no reads",
                        "Repair, then apply again."));
            }
        }
    }

    /// Before the transaction is committed: an index that `IF NOT EXISTS` passed over may be an invalid one.
    private void verify(Connection connection) throws SQLException {
        for (var index : IndexCatalog.of(connection, script.indexes())) {
            if (index.state() == IndexState.State.INVALID) {
                throw new FaultException(new Fault.MigrationFailed(
                        title(),
                        index.name() + " is there from an earlier build and is not valid",
                        "nothing of this script was done",
                        "Repair removes the invalid index; then apply again."));
            }
        }
    }
}
