package dev.perfdeck.core.query.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The text of a statement with `?` for each value, and the values. The text never depends on a value.
public record BoundSql(String sql, List<Bind<?>> binds) {
    /// Reads a whole result set.
    @FunctionalInterface
    public interface Results<R> {
        R read(ResultSet rows) throws SQLException;
    }

    public BoundSql {
        binds = List.copyOf(binds);
    }

    /// The plan that PostgreSQL would take, for these very values; nothing is run.
    public BoundSql explained() {
        return new BoundSql("explain (format json) " + sql, binds);
    }

    public <R> R run(Connection connection, Results<R> results) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.size(); i++) {
                binds.get(i).set(statement, i + 1);
            }
            try (var rows = statement.executeQuery()) {
                return results.read(rows);
            }
        }
    }
}
