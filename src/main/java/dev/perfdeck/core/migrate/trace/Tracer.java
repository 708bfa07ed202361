package dev.perfdeck.core.migrate.trace;

import dev.perfdeck.core.migrate.locks.Transactions;
import dev.perfdeck.core.migrate.script.SqlScript;
import dev.perfdeck.core.migrate.script.Statement;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.LockMode;
import dev.perfdeck.model.migration.TableLock;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postgresql.PGConnection;

/// Runs a script in a transaction that is rolled back, and asks `pg_locks` after each statement.
///
/// The connection must lead to a scratch database that holds an empty copy of the schema, never to a server that others
/// use: the locks are real, and so is the time they are held. It is used by one thread and left as it came.
public final class Tracer {
    private static final String LIMIT = "SET LOCAL statement_timeout = '30s'";

    private final Connection scratch;
    private final Map<Long, LockMode> held = new HashMap<>();
    private Map<Long, Relation> before = Map.of();

    private Tracer(Connection scratch) {
        this.scratch = scratch;
    }

    /// `BEGIN` and `COMMIT` of the script itself are left out, so locks add up until the end.
    ///
    /// @throws FaultException with `Rejected`, when a statement cannot run in a transaction or does not run on this
    ///                        schema
    public static Trace trace(Connection scratch, String sql) throws SQLException {
        return trace(scratch, sql, /* keep= */ false);
    }

    /// The same, and what the script did stays, so that the next can be traced on top of it; nothing when it fails.
    public static Trace traceAndKeep(Connection scratch, String sql) throws SQLException {
        try {
            return trace(scratch, sql, /* keep= */ true);
        } finally {
            forget(scratch);
        }
    }

    /// Does what the script does without tracing it, each statement by itself, as a script that is no transaction.
    ///
    /// @throws FaultException with `Rejected`, when a statement does not run on this schema; what ran before stays
    public static void doAlone(Connection scratch, String sql) throws SQLException {
        var tracer = new Tracer(scratch);
        tracer.execute(LIMIT.replace(" LOCAL", ""));
        try {
            SqlScript.parse(sql).statements().forEach(tracer::run);
        } finally {
            forget(scratch);
        }
    }

    /// Settings of one script do not hold for the next.
    private static void forget(Connection scratch) throws SQLException {
        try (var statement = scratch.createStatement()) {
            statement.execute("RESET ALL; RESET ROLE");
        }
    }

    private static Trace trace(Connection scratch, String sql, boolean keep) throws SQLException {
        var statements = SqlScript.parse(sql).statements();
        statements.forEach(Tracer::refuseAlone);
        boolean autocommit = scratch.getAutoCommit();
        scratch.setAutoCommit(false);
        try {
            var trace = new Tracer(scratch).run(statements);
            if (keep) {
                scratch.commit();
            }
            return trace;
        } finally {
            scratch.rollback();
            scratch.setAutoCommit(autocommit);
        }
    }

    private static void refuseAlone(Statement statement) {
        if (!Transactions.allowed(Act.of(statement))) {
            throw rejected(
                    statement,
                    "this statement cannot run inside a transaction, so it cannot be traced",
                    "Its locks are predicted from its text.");
        }
    }

    private Trace run(List<Statement> statements) throws SQLException {
        execute(LIMIT);
        before = Relation.all(scratch);
        var steps = new ArrayList<Trace.Step>();
        for (var statement : statements) {
            if (!boundary(Act.of(statement))) {
                run(statement);
                steps.add(step(statement));
            }
        }
        return new Trace(steps);
    }

    private static boolean boundary(Act act) {
        return act instanceof Act.Transaction transaction && transaction.step() != Act.Transaction.Step.SAVEPOINT;
    }

    private void run(Statement statement) {
        try {
            if (statement.data().isEmpty()) {
                execute(statement.sql());
            } else {
                var copy = scratch.unwrap(PGConnection.class).getCopyAPI();
                copy.copyIn(statement.sql(), new StringReader(statement.data()));
            }
        } catch (SQLException | IOException e) {
            var reason = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
            throw rejected(
                    statement,
                    "the twin refuses this statement: "
                            + reason.lines().findFirst().orElse(reason),
                    "Mend the script, or the earlier migrations that it stands on.");
        }
    }

    private Trace.Step step(Statement statement) throws SQLException {
        var locks = new ArrayList<TableLock>();
        locksNow().forEach((oid, mode) -> {
            var relation = before.get(oid);
            var known = held.get(oid);
            if (relation != null && !relation.part() && (known == null || known.compareTo(mode) < 0)) {
                held.put(oid, mode);
                locks.add(new TableLock(relation.name(), mode));
            }
        });
        return new Trace.Step(statement.sql(), statement.line(), locks, rewritten());
    }

    /// The strongest of each relation.
    private Map<Long, LockMode> locksNow() throws SQLException {
        var now = new HashMap<Long, LockMode>();
        try (var query = scratch.createStatement();
                var rows = query.executeQuery(Sql.read("locks.sql"))) {
            while (rows.next()) {
                var mode = LockMode.ofCatalog(rows.getString("mode"));
                now.merge(rows.getLong("relation"), mode, (one, other) -> one.compareTo(other) >= 0 ? one : other);
            }
        }
        return now;
    }

    private List<String> rewritten() throws SQLException {
        var now = Relation.all(scratch);
        var moved = new ArrayList<String>();
        var after = new HashMap<>(before);
        before.forEach((oid, relation) -> {
            var fresh = now.get(oid);
            if (fresh != null && fresh.file() != relation.file()) {
                moved.add(relation.name());
                after.put(oid, new Relation(relation.name(), fresh.file(), relation.part()));
            }
        });
        before = after;
        return moved;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = scratch.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static FaultException rejected(Statement statement, String what, String expected) {
        return new FaultException(new Fault.Rejected("line " + statement.line(), what, expected));
    }
}
