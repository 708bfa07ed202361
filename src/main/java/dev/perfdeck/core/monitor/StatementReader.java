package dev.perfdeck.core.monitor;

import dev.perfdeck.core.monitor.StatementSnapshot.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/// Reads the figures of pg_stat_statements over one session. Its statements are prepared once and kept, so the server
/// plans them once and sends figures as bytes: printing thousands of times and dates would be most of its work.
///
/// Belongs to the poll of that session, and ends with it.
final class StatementReader {
    private final PgFacts.Extension extension;
    private final long database;
    private final PreparedStatement figures;
    private final @Nullable PreparedStatement info;

    StatementReader(Connection connection, PgFacts.Extension extension, long database) throws SQLException {
        this.extension = extension;
        this.database = database;
        this.figures = prepare(connection, extension.figuresSql());
        var sql = extension.infoSql();
        this.info = sql.isPresent() ? prepare(connection, sql.get()) : null;
    }

    StatementSnapshot read(Tick tick) throws SQLException {
        var entries = new HashMap<StatementKey, Entry>();
        try (var row = figures.executeQuery()) {
            while (row.next()) {
                add(row, entries);
            }
        }
        if (info == null) {
            return new StatementSnapshot(tick.nanos(), tick.second(), entries, "", -1);
        }
        try (var row = info.executeQuery()) {
            row.next();
            var mark = String.valueOf(row.getString(2));
            return new StatementSnapshot(tick.nanos(), tick.second(), entries, mark, row.getLong(1));
        }
    }

    private void add(ResultSet row, Map<StatementKey, Entry> entries) throws SQLException {
        var query = row.getLong(2);
        var hidden = row.wasNull();
        var millis = row.getDouble(5);
        if (!hidden && Double.isFinite(millis)) {
            var since = extension.minor() >= 11 ? row.getTimestamp(7).getTime() : 0;
            var key = new StatementKey(row.getLong(1), database, query, row.getBoolean(3));
            entries.merge(key, new Entry(row.getLong(4), millis, row.getLong(6), since), (a, _) -> a);
        }
    }

    /// Server-side from its first run on; the driver takes bytes from the second.
    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.unwrap(PGStatement.class).setPrepareThreshold(1);
        return statement;
    }
}
