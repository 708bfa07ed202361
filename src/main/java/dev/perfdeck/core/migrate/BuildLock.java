package dev.perfdeck.core.migrate;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps other consoles away from the indexes of this database while one is at work: a session-level advisory lock,
/// held outside any transaction, so that no build ever waits for the holder's snapshot.
public record BuildLock(Session session) implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BuildLock.class);
    private static final String TRY = Sql.read("lock-try.sql").statement();
    private static final String RELEASE = Sql.read("lock-release.sql").statement();
    private static final String HOLDER = Sql.read("lock-holder.sql").statement();
    private static final Duration RETRY = Duration.ofMillis(250);
    /// "pfdk"
    private static final int SPACE = 0x7066646b;

    private static final int INDEXES = 1;

    /// @param desk by whose session a pooler is found out: one that lends sessions for a transaction would
    ///             keep the lock when we are long gone
    /// @throws FaultException naming the holder, when it does not let go within `patience`, or the pooler
    public static BuildLock take(ConnectionSource source, Desk desk, Duration patience, Course course)
            throws SQLException {
        var lock = new BuildLock(Session.open(source));
        try {
            Pooler.refuse(lock.connection(), desk);
            lock.await(patience, course);
            return lock;
        } catch (SQLException | RuntimeException e) {
            lock.session.close();
            throw e;
        }
    }

    public Connection connection() {
        return session.connection();
    }

    private void await(Duration patience, Course course) throws SQLException {
        var from = System.nanoTime();
        while (!ask(TRY)) {
            if (course.cancelled()) {
                throw new Stopped();
            }
            if (System.nanoTime() - from > patience.toNanos()) {
                throw new FaultException(held());
            }
            course.pause(RETRY);
        }
    }

    private boolean ask(String sql) throws SQLException {
        try (var statement = keyed(sql);
                var row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private PreparedStatement keyed(String sql) throws SQLException {
        var statement = connection().prepareStatement(sql);
        statement.setInt(1, SPACE);
        statement.setInt(2, INDEXES);
        return statement;
    }

    private Fault held() throws SQLException {
        return new Fault.Unavailable(
                Source.POSTGRESQL,
                "the indexes are being changed by " + holder(),
                "Wait until that run has ended, then apply again; what it built is kept.");
    }

    private String holder() throws SQLException {
        try (var statement = keyed(HOLDER);
                var row = statement.executeQuery()) {
            return row.next()
                    ? "%s, role %s, from %s (pid %s, connected %s)"
                            .formatted(
                                    row.getString("application"),
                                    row.getString("role"),
                                    row.getString("client"),
                                    row.getString("pid"),
                                    row.getString("backend_start"))
                    : "another session that has just ended";
        }
    }

    @Override
    public void close() throws SQLException {
        try (session) {
            ask(RELEASE);
        } catch (SQLException e) {
            log.warn("the lock's session was lost; the server has released it: {}", e.getMessage());
        }
    }
}
