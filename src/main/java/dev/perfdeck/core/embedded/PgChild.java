package dev.perfdeck.core.embedded;

import dev.perfdeck.model.Secret;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL server as a child process, on a free loopback port, behind a random password. It syncs no file and
/// keeps no checksums. Whoever starts it closes it; its home removes its files.
public final class PgChild implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SUPERUSER = "postgres";

    private final Process process;
    private final Path data;
    private final int port;
    private final Secret password;

    private PgChild(Process process, Path data, int port, Secret password) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.password = password;
    }

    /// Takes one to three seconds.
    public static PgChild start(ServerHome home, PgPrograms programs, Map<String, String> settings)
            throws IOException, InterruptedException {
        var bin = programs.install(home.child("programs"));
        var data = home.path().resolve("data");
        var log = home.path().resolve("postgres.log");
        var password = RandomPassword.make();
        initialise(bin, data, log, programs.major(), password);
        int port = FreePort.find();
        var command = command(bin.resolve("postgres"), "-D", data.toString(), "-p", String.valueOf(port));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        var child = new PgChild(launch(command, log), data, port, password);
        try {
            child.awaitReady(log);
            return child;
        } catch (IOException | InterruptedException | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    /// Where the server keeps its databases' files.
    public Path data() {
        return data;
    }

    /// A session of the superuser; the receiver closes it.
    public Connection superuser(String database) throws SQLException {
        return open(database, SUPERUSER, password, Map.of());
    }

    /// @param properties of the driver
    public Connection open(String database, String user, Secret secret, Map<String, String> properties)
            throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
        source.setUser(user);
        source.setPassword(secret.reveal());
        for (var property : properties.entrySet()) {
            source.setProperty(property.getKey(), property.getValue());
        }
        return source.getConnection();
    }

    /// Sessions are to be closed before; the server waits for them a while.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void initialise(Path bin, Path data, Path log, int major, Secret password)
            throws IOException, InterruptedException {
        var secret = data.resolveSibling("superuser");
        Files.writeString(secret, password.reveal(), StandardCharsets.UTF_8);
        try {
            var command = command(
                    bin.resolve("initdb"),
                    "-D",
                    data.toString(),
                    "-U",
                    SUPERUSER,
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + secret,
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-sync");
            if (major >= 18) {
                command.add("--no-data-checksums");
            }
            if (launch(command, log).waitFor() != 0) {
                throw new IOException("initdb failed: " + tail(log));
            }
        } finally {
            Files.delete(secret);
        }
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var connection = superuser("postgres")) {
                connection.getAutoCommit();
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("PostgreSQL did not start: " + tail(log), e);
                }
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    /// PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
    private static List<String> command(Path program, String... arguments) {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Process launch(List<String> command, Path log) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(log.resolveSibling(".").toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder.start();
    }

    private static String tail(Path log) throws IOException {
        var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }
}
