package dev.perfdeck.core.activity;

import dev.perfdeck.core.target.PgFaults;
import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.BackendSignal;
import dev.perfdeck.model.BackendSignal.Kind;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.PgSession;
import dev.perfdeck.model.SignalOutcome;
import dev.perfdeck.model.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Cancels a statement or ends a session, after a last look: the one statement that signals also checks that the
/// session, its statement and its state are those that the person saw, for a pid is soon another's.
///
/// Safe on any thread; [#run] opens a session of its own and blocks for a few seconds at most.
public final class SessionControl {
    private static final String REFUSED = "42501";

    private final PgTarget target;

    public SessionControl(PgTarget target) {
        this.target = target;
    }

    /// The statement that would be run, to be shown first. Talks to nobody.
    ///
    /// @throws FaultException when there is nothing to signal, with what to do instead
    public static BackendSignal prepare(PgSession session, Kind kind) {
        if (session.prepared()) {
            var name = session.query().replaceFirst("^prepare transaction ", "");
            throw rejected(
                    "a prepared transaction has no process to signal",
                    "In the database " + session.database() + ": ROLLBACK PREPARED " + name + "; or COMMIT PREPARED.");
        }
        if (session.backendStart() == null) {
            throw rejected(
                    "this role may not see since when the session exists, so it could hit another",
                    PgFaults.GRANT + "the user of this environment;");
        }
        if (kind == Kind.CANCEL && !session.active()) {
            throw rejected("the session runs no statement", "End the session instead, which ends its transaction.");
        }
        return new BackendSignal(session, kind, sql(session, kind));
    }

    private static FaultException rejected(String what, String expected) {
        return new FaultException(new Fault.Rejected("", what, expected));
    }

    private static String sql(PgSession session, Kind kind) {
        return Sql.read(kind == Kind.CANCEL ? "cancel" : "terminate")
                .replace("${pid}", Integer.toString(session.pid()))
                .replace("${backend_start}", literal(session.backendStart()))
                .replace("${query_start}", literal(session.queryStart()))
                .replace("${state}", state(session.state()));
    }

    private static String literal(@Nullable Instant at) {
        return at == null ? "null" : "timestamptz '" + at + "'";
    }

    /// A process of the server's own has no state.
    private static String state(String state) {
        return state.isEmpty() ? "null" : "'" + state.replace("'", "''") + "'";
    }

    /// Runs exactly the statement that was prepared.
    ///
    /// @throws FaultException when the server cannot be asked; nothing was signalled then, or it is not known
    public SignalOutcome run(BackendSignal signal) {
        try (var connection = target.open(PgRole.READ)) {
            return run(connection, signal);
        } catch (SQLException e) {
            throw target.fault(e);
        }
    }

    private static SignalOutcome run(Connection connection, BackendSignal signal) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(signal.sql())) {
            if (row.next()) {
                return row.getBoolean(1) ? new SignalOutcome.Sent() : new SignalOutcome.Gone();
            }
        } catch (SQLException e) {
            if (REFUSED.equals(e.getSQLState())) {
                return new SignalOutcome.NotAllowed(refusal(connection, signal.session(), e));
            }
            throw e;
        }
        return now(connection, signal.session());
    }

    private static SignalOutcome now(Connection connection, PgSession session) throws SQLException {
        try (var statement = connection.prepareStatement(Sql.read("now"))) {
            statement.setInt(1, session.pid());
            statement.setObject(
                    2, Objects.requireNonNull(session.backendStart()).atOffset(ZoneOffset.UTC));
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? new SignalOutcome.Changed(row.getString("state"), row.getString("query"))
                        : new SignalOutcome.Gone();
            }
        }
    }

    /// A superuser's session, or a process of the server's own, no grant opens.
    private static Fault refusal(Connection connection, PgSession session, SQLException refused) throws SQLException {
        try (var statement = connection.prepareStatement(Sql.read("rights"))) {
            statement.setString(1, session.user());
            try (var row = statement.executeQuery()) {
                row.next();
                var role = row.getString("role").replace("\"", "\"\"");
                return new Fault.Denied(
                        Source.POSTGRESQL,
                        String.valueOf(refused.getMessage()).lines().findFirst().orElse(""),
                        row.getBoolean("superuser")
                                ? "Connect as a superuser: it belongs to one, or to the server itself."
                                : "GRANT pg_signal_backend TO \"" + role + "\";");
            }
        }
    }
}
