package dev.perfdeck.demo.servers;

import dev.perfdeck.core.embedded.RandomPassword;
import dev.perfdeck.core.embedded.ServerHome;
import dev.perfdeck.model.Secret;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL 18 as a child process on a free loopback port. Safe from nothing but noise: it does not sync its files,
/// since they die with it.
///
/// Its roles are as in a real house: `app` owns the tables, `perfdeck` watches and may build indexes. Both sign in by
/// password; the superuser cannot sign in once the server is set up.
public final class DemoPostgres implements AutoCloseable {
    public static final String DATABASE = "workflows";
    public static final String APPLICATION = "app";
    public static final String CONSOLE = "perfdeck";

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("shared_preload_libraries", "pg_stat_statements"),
            Map.entry("pg_stat_statements.track", "top"),
            Map.entry("track_io_timing", "on"),
            Map.entry("max_connections", "60"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("full_page_writes", "off"),
            Map.entry("synchronous_commit", "off"),
            // One query keeps one core busy at most: the console has to fit beside it on two.
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("jit", "off"));

    /// The library remembers by resolver where it has unpacked the binaries; one for each home keeps two demos apart.
    private record Binaries(Path home) implements PgBinaryResolver {
        @Override
        public InputStream getPgBinary(String system, String architecture) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture);
        }
    }

    private final EmbeddedPostgres server;
    private final Secret application = RandomPassword.make();
    private final Secret console = RandomPassword.make();

    private DemoPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static DemoPostgres start(ServerHome directory) throws IOException, SQLException {
        var home = directory.child("postgres");
        var builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver(new Binaries(home))
                .setOverrideWorkingDirectory(home.toFile())
                .setDataDirectory(home.resolve("data"))
                .setRegisterShutdownHook(false)
                .setErrorRedirector(
                        Redirect.appendTo(home.resolve("postgres.log").toFile()))
                .setOutputRedirector(
                        Redirect.appendTo(home.resolve("postgres.log").toFile()))
                .setPGStartupWait(Duration.ofSeconds(30));
        SETTINGS.forEach(builder::setServerConfig);
        var postgres = new DemoPostgres(builder.start());
        try {
            postgres.makeRoles();
            postgres.demandPasswords(home.resolve("data"));
            return postgres;
        } catch (IOException | SQLException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    /// Of the role that the console watches with.
    public Secret consolePassword() {
        return console;
    }

    /// Unpooled connections of the application's role.
    public DataSource application() {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(APPLICATION);
        source.setPassword(application.reveal());
        source.setApplicationName("workflow-backend");
        return source;
    }

    /// Starts the figures anew, so that the set-up is not among them, nor a password in a statement's text.
    public void forgetStatements() throws SQLException {
        try (var connection = application().getConnection(CONSOLE, console.reveal())) {
            run(connection, "select pg_stat_statements_reset()");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void makeRoles() throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            run(connection, "create role app login password '" + application.reveal() + "'");
            run(connection, "create role perfdeck login password '" + console.reveal() + "' in role app, pg_monitor");
            run(connection, "create database workflows owner app");
        }
        try (var connection = server.getDatabase("postgres", DATABASE).getConnection()) {
            run(connection, "create extension pg_stat_statements");
            run(connection, "grant execute on function pg_stat_statements_reset to perfdeck");
            run(connection, "alter schema public owner to app");
            run(connection, "select pg_stat_statements_reset()");
        }
    }

    /// The library starts the server trusting everybody on this machine; from here on it asks.
    private void demandPasswords(Path data) throws IOException, SQLException {
        Files.writeString(
                data.resolve("pg_hba.conf"),
                "host all app,perfdeck 127.0.0.1/32 scram-sha-256\n",
                StandardCharsets.UTF_8);
        try (var connection = server.getPostgresDatabase().getConnection()) {
            run(connection, "select pg_reload_conf()");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
