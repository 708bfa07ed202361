package dev.perfdeck.core.monitor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGStatement;

/// Reads the figures of pg_stat_statements over one session. Its statements are prepared once and kept, so the server
/// plans them once and sends figures as bytes: printing thousands of times and dates would be most of its work.
///
/// Belongs to the poll of that session, and ends with it or when closed.
final class StatementReader implements AutoCloseable {
    private static final int FIRST_FIGURE = 5;

    private final PgFacts.Extension extension;
    private final boolean everyDatabase;
    private final PreparedStatement figures;
    private final PreparedStatement info;
    private int expected = 512;

    /// @param everyDatabase not of the session's own alone
    StatementReader(Connection connection, PgFacts.Extension extension, boolean everyDatabase) throws SQLException {
        this.extension = extension;
        this.everyDatabase = everyDatabase;
        this.figures = prepare(connection, extension.figuresSql(everyDatabase));
        this.info = prepare(connection, extension.infoSql());
    }

    boolean everyDatabase() {
        return everyDatabase;
    }

    StatementSnapshot read(long nanos, long second) throws SQLException {
        var how = info();
        var rows = new StatementTable.Rows(expected);
        try (var row = figures.executeQuery()) {
            while (row.next()) {
                add(row, how, rows);
            }
        }
        expected = rows.size() + 64;
        return new StatementSnapshot(nanos, second, rows.table(), how);
    }

    private StatementInfo info() throws SQLException {
        try (var row = info.executeQuery()) {
            row.next();
            return StatementInfo.of(row);
        }
    }

    /// Where the role may not look there is no query id; others' entries are not told apart then.
    private void add(ResultSet row, StatementInfo how, StatementTable.Rows to) throws SQLException {
        var query = row.getLong(3);
        var hidden = row.wasNull();
        var calls = row.getDouble(FIRST_FIGURE);
        var millis = row.getDouble(FIRST_FIGURE + 1);
        if (hidden || !Double.isFinite(millis)) {
            return;
        }
        var since = extension.minor() >= 11 ? row.getTimestamp(16).getTime() : 0;
        var at = to.begin(new StatementKey(row.getLong(1), row.getLong(2), query, row.getBoolean(4)), since);
        to.set(at, Tally.CALLS, calls);
        to.set(at, Tally.MILLIS, millis);
        to.set(at, Tally.SPREAD, Tally.spread(calls, row.getDouble(FIRST_FIGURE + 2)));
        for (int field = Tally.ROWS; field < Tally.WIDTH; field++) {
            to.set(at, field, row.getDouble(FIRST_FIGURE + field));
        }
        unknownIfZero(to, at, Tally.IO, how.ioTiming(), row.getDouble(FIRST_FIGURE + Tally.IO));
        unknownIfZero(to, at, Tally.PLAN, how.planning(), row.getDouble(FIRST_FIGURE + Tally.PLAN));
    }

    /// A zero that nobody measured is no zero.
    private static void unknownIfZero(StatementTable.Rows to, int at, int field, boolean measured, double value) {
        to.set(at, field, measured || value > 0 ? value : Double.NaN);
    }

    /// Server-side from its first run on; the driver takes bytes from the second.
    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.unwrap(PGStatement.class).setPrepareThreshold(1);
        return statement;
    }

    @Override
    public void close() throws SQLException {
        figures.close();
        info.close();
    }
}
