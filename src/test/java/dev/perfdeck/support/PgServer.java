package dev.perfdeck.support;

import dev.perfdeck.model.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/// A PostgreSQL of a test's own, as superuser `postgres`.
public interface PgServer extends AutoCloseable {
    int port();

    String password();

    @Override
    void close() throws IOException;

    default String url() {
        return url(port());
    }

    /// The same database through another port, a proxy's.
    default String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    default Environment.Database database(int port, String user) {
        return new Environment.Database(url(port), user, Optional.empty(), 2);
    }

    default Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", password());
    }

    default void execute(String... statements) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    default String ask(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /// Of the postmaster; from its pid file.
    default long pid() throws IOException, SQLException {
        return Long.parseLong(Files.readAllLines(Path.of(ask("show data_directory"), "postmaster.pid"))
                .getFirst()
                .strip());
    }
}
