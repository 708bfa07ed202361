package dev.perfdeck.core.activity;

import dev.perfdeck.model.ActivityPicture;
import dev.perfdeck.model.PgSession;
import dev.perfdeck.model.SessionGroup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what a server's sessions do, over a connection that somebody else opened in autocommit and closes. The server
/// counts and picks; what is sent stays small with 5,000 sessions and 50,000 locks.
///
/// Not for several threads at once. Reads blocks for the server's answer.
final class ActivityReader {
    private final Connection connection;
    private final int version;

    /// @throws SQLException when the connection is closed
    ActivityReader(Connection connection) throws SQLException {
        this.connection = connection;
        this.version = connection.getMetaData().getDatabaseMajorVersion();
    }

    /// One cheap statement, for every second.
    Census census() throws SQLException {
        try (var statement = connection.prepareStatement(Sql.read("census"));
                var row = statement.executeQuery()) {
            row.next();
            var at = row.getObject("at", java.time.OffsetDateTime.class).toInstant();
            var seesAll = row.getBoolean("sees_all");
            var groups = new ArrayList<SessionGroup>();
            do {
                var state = row.getString("state");
                if (state != null) {
                    groups.add(new SessionGroup(
                            state, row.getString("wait_type"), row.getString("wait_event"), row.getInt("sessions")));
                }
            } while (row.next());
            return new Census(at, List.copyOf(groups), seesAll);
        }
    }

    /// The whole picture. The lock table is looked at only when the census has somebody who waits, or may not see who.
    ActivityPicture picture(Census census) throws SQLException {
        var look = census.waiting() > 0 || !census.seesAll();
        var waits = look ? LockWaits.read(connection, version) : LockWaits.NONE;
        var longest = new ArrayList<PgSession>();
        var sessions = sessions(waits, longest);
        addPrepared(longest);
        return new ActivityPicture(
                census.at(),
                census.total(),
                Math.max(census.waiting(), waits.waiting()),
                census.groups(),
                List.copyOf(longest),
                BlockTree.of(sessions, waits.waiters()),
                waits.waiting() > waits.waiters().size(),
                census.seesAll());
    }

    private Map<Long, PgSession> sessions(LockWaits waits, List<PgSession> longest) throws SQLException {
        var found = new HashMap<>(waits.prepared());
        try (var statement = connection.prepareStatement(Sql.read("sessions", version))) {
            statement.setArray(1, connection.createArrayOf("int4", waits.pids()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var session = SessionRows.session(row);
                    found.put((long) session.pid(), session);
                    if (row.getBoolean("long")) {
                        longest.add(session);
                    }
                }
            }
        }
        return found;
    }

    private void addPrepared(List<PgSession> longest) throws SQLException {
        try (var statement = connection.prepareStatement(Sql.read("prepared"));
                var row = statement.executeQuery()) {
            while (row.next()) {
                longest.add(SessionRows.prepared(row));
            }
        }
    }
}
