package dev.perfdeck.demo.backend;

import dev.perfdeck.core.query.QueryProfiler;
import dev.perfdeck.core.target.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/// The named queries, each in a file of its name, each profiled under it. The wait for a connection of the pool is not
/// part of a query's time: the users feel it, the database does not.
final class Queries {
    /// Reads one row.
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource source;
    private final QueryProfiler profiler;
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    Queries(DataSource source, QueryProfiler profiler) {
        this.source = source;
        this.profiler = profiler;
    }

    <T> List<T> list(String name, Row<T> row, Object... parameters) throws Exception {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(text(name))) {
            bind(statement, parameters);
            return profiler.profile(name, () -> {
                try (var rows = statement.executeQuery()) {
                    return all(rows, row);
                }
            });
        }
    }

    /// The same question for one value after the other, over one connection.
    <T> Each<T> each(String name, Row<T> row) throws SQLException {
        var connection = source.getConnection();
        try {
            return new Each<>(name, row, connection, connection.prepareStatement(text(name)));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    final class Each<T> implements AutoCloseable {
        private final String name;
        private final Row<T> row;
        private final Connection connection;
        private final PreparedStatement statement;

        private Each(String name, Row<T> row, Connection connection, PreparedStatement statement) {
            this.name = name;
            this.row = row;
            this.connection = connection;
            this.statement = statement;
        }

        List<T> list(Object... parameters) throws Exception {
            bind(statement, parameters);
            return profiler.profile(name, () -> {
                try (var rows = statement.executeQuery()) {
                    return all(rows, row);
                }
            });
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    int update(String name, Object... parameters) throws Exception {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(text(name))) {
            bind(statement, parameters);
            return profiler.profile(name, statement::executeUpdate);
        }
    }

    private String text(String name) {
        return texts.computeIfAbsent(name, n -> SqlFile.read(Queries.class, n + ".sql"));
    }

    private static <T> List<T> all(ResultSet rows, Row<T> row) throws SQLException {
        var all = new ArrayList<T>();
        while (rows.next()) {
            all.add(row.read(rows));
        }
        return all;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
