package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/// Questions about one relation.
final class IndexLook {
    private static final String THERE =
            Sql.read(IndexLook.class, "history-exists.sql").statement();
    private static final String INVALID =
            Sql.read(IndexLook.class, "any-invalid.sql").statement();

    private static final String EXPRESSIONS =
            Sql.read(IndexLook.class, "on-expressions.sql").statement();

    private static final String PARTITIONED =
            Sql.read(IndexLook.class, "preflight-partitioned.sql").statement();
    private static final String SAME = Sql.read(IndexLook.class, "same.sql").statement();

    private IndexLook() {}

    static boolean partitioned(Connection connection, String key) throws SQLException {
        return ask(connection, PARTITIONED, key);
    }

    /// Whether both name one index, or nothing.
    static boolean same(Connection connection, String key, String other) throws SQLException {
        try (var statement = connection.prepareStatement(SAME)) {
            statement.setString(1, key);
            statement.setString(2, other);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    static boolean there(Connection connection, String key) throws SQLException {
        return ask(connection, THERE, key);
    }

    /// Whether that index, or any index of that table, is invalid.
    static boolean invalid(Connection connection, String key) throws SQLException {
        return ask(connection, INVALID, key);
    }

    /// Whether it is an index with expressions among its columns.
    static boolean onExpressions(Connection connection, String key) throws SQLException {
        return ask(connection, EXPRESSIONS, key);
    }

    private static boolean ask(Connection connection, String sql, String key) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
