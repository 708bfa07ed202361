package dev.perfdeck.core.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;

/// A session that may run for hours: autocommit, no time limit on either side.
///
/// @param pid       of its backend
/// @param startedAt with the pid, the backend's identity
public record Session(Connection connection, int pid, OffsetDateTime startedAt) implements AutoCloseable {
    private static final String LIMITS_OFF = Sql.read("session.sql").statement();
    private static final String WHO_AM_I = Sql.read("whoami.sql").statement();
    private static final String LOCK_TIMEOUT = Sql.read("lock-timeout.sql").statement();

    public static Session open(ConnectionSource source) throws SQLException {
        var connection = source.open();
        try {
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, 0);
            return unlimitedAndIdentified(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// In one round trip.
    private static Session unlimitedAndIdentified(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(LIMITS_OFF + ";" + WHO_AM_I);
            statement.getMoreResults();
            return identity(connection, statement.getResultSet());
        }
    }

    private static Session identity(Connection connection, ResultSet row) throws SQLException {
        row.next();
        return new Session(connection, row.getInt(1), row.getObject(2, OffsetDateTime.class));
    }

    /// A snapshot held by an open transaction would block our own builds, hence autocommit.
    static void unlimited(Connection connection) throws SQLException {
        connection.setReadOnly(false);
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, 0);
        try (var statement = connection.createStatement()) {
            statement.execute(LIMITS_OFF);
        }
    }

    /// A session of somebody else, to be supervised; its owner closes it.
    public static Session identified(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(WHO_AM_I)) {
            return identity(connection, row);
        }
    }

    public Session waitingAtMost(Duration limit) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK_TIMEOUT)) {
            statement.setString(1, Long.toString(limit.toMillis()));
            statement.execute();
        }
        return this;
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Ends the session without asking the server; a call that is blocked on it returns with an error.
    void abandon() throws SQLException {
        connection.abort(Runnable::run);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
