package dev.perfdeck.core.migrate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/// Gives each test a database of its own, copied from one that holds the workflow schema.
public final class Databases implements Closeable {
    private final Closeable server;
    private final int port;
    private final AtomicInteger made = new AtomicInteger();

    /// On a server that somebody else ends.
    public Databases(int port) throws SQLException, InterruptedException {
        this(() -> {}, port);
    }

    private Databases(Closeable server, int port) throws SQLException, InterruptedException {
        this.server = server;
        this.port = port;
        awaitServer();
        execute("postgres", "CREATE DATABASE workflow");
        execute("workflow", Sql.read("workflow-schema.sql").text());
    }

    /// On the PostgreSQL 18 that the demo brings along; [#close] ends it.
    public static Databases on18() throws IOException, SQLException, InterruptedException {
        var server = EmbeddedPostgres.start();
        return new Databases(server, server.getPort());
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    public void awaitServer() throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + 30_000_000_000L;
        while (true) {
            try (var connection = open("postgres", "postgres", "test")) {
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    public String fresh() throws SQLException {
        var name = "t" + made.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name + " TEMPLATE workflow");
        return name;
    }

    public Connection open(String database, String role, String application) throws SQLException {
        return open(port, database, role, application);
    }

    public static Connection open(int port, String database, String role, String application) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("ApplicationName", application);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    public void execute(String database, String sql) throws SQLException {
        try (var connection = open(database, "postgres", "test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Each outside a transaction block, which one message of several statements would be.
    public void executeEach(String database, String... statements) throws SQLException {
        for (var sql : statements) {
            execute(database, sql);
        }
    }

    /// The rows' columns joined by blanks.
    public List<String> rows(String database, String sql) throws SQLException {
        try (var connection = open(database, "postgres", "test");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                found.add(String.join(" ", row));
            }
            return found;
        }
    }
}
