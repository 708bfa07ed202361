package dev.perfdeck.core.migrate.health;

import dev.perfdeck.model.health.IndexHealth;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Reads the health of all indexes over a connection that somebody else opened, in autocommit and with a statement
/// limit,
/// and closes. Four statements, none of which reads a table of users or waits for a lock; what they send is bounded.
///
/// Blocks for the server's answers. PostgreSQL 13 and later.
public final class HealthReader {
    private final Limits limits;

    /// Where a bloated index begins, and how much is read at most.
    ///
    /// @param wastedBytes least bytes that a rebuild would win
    /// @param wastedShare least share of the index that they are, 0 to 1
    /// @param rows        of each question's answer
    public record Limits(long wastedBytes, double wastedShare, int rows) {
        public static final Limits USUAL = new Limits(10L << 20, 0.3, 10_000);
    }

    public HealthReader(Limits limits) {
        this.limits = limits;
    }

    /// @throws SQLException as the server or the driver reports it
    public IndexHealth read(Connection connection) throws SQLException {
        return Judgement.of(answers(connection));
    }

    /// What the server says, before any verdict.
    ///
    /// @param most rows of indexes that are judged; one more was asked for
    record Answers(Facts facts, List<IndexRow> rows, List<ForeignKey> keys, List<Bloat.Row> bloat, int most) {}

    Answers answers(Connection connection) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        var facts = ask(connection, Sql.read("server"), Facts::read).getFirst();
        var rows = ask(connection, Sql.read("indexes", version), IndexRow::read, limits.rows() + 1);
        var keys = ask(connection, Sql.read("foreign-keys"), ForeignKey::read, limits.rows());
        var bloat = ask(
                connection,
                Sql.read("bloat"),
                HealthReader::bloat,
                limits.wastedBytes(),
                limits.rows(),
                limits.wastedBytes(),
                limits.wastedShare());
        return new Answers(facts, rows, keys, bloat, limits.rows());
    }

    private static Bloat.Row bloat(ResultSet row) throws SQLException {
        return new Bloat.Row(
                row.getLong("oid"),
                row.getBoolean("known"),
                row.getInt("fill"),
                row.getLong("bytes"),
                row.getLong("wasted"));
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> ask(Connection connection, String sql, Reader<T> reader, Object... values)
            throws SQLException {
        try (var statement = filled(connection, sql, values);
                var row = statement.executeQuery()) {
            var all = new ArrayList<T>();
            while (row.next()) {
                all.add(reader.read(row));
            }
            return all;
        }
    }

    private static PreparedStatement filled(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
