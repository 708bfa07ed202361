package dev.perfdeck.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// An installed PostgreSQL on a directory of its own; as user `postgres` where the test runs as root, which PostgreSQL
/// refuses.
public final class PackagedPg implements PgServer {
    private static final String PASSWORD = "first";

    private final Path bin;
    private final int port;
    private final Path home;

    PackagedPg(Path bin, int port) throws IOException {
        this.bin = bin;
        this.port = port;
        this.home = Files.createTempDirectory("perfdeck-pg");
        var secret = Files.writeString(home.resolve("pw"), PASSWORD);
        if (root()) {
            var owner = home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
            Files.setOwner(home, owner);
            Files.setOwner(secret, owner);
        }
        run("initdb", "-D", data(), "-U", "postgres", "-A", "scram-sha-256", "--pwfile=" + secret, "-N", "-E", "UTF8");
        start();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    public void start() throws IOException {
        var options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + home
                + " -c shared_preload_libraries=pg_stat_statements -c fsync=off -c shared_buffers=16MB";
        run("pg_ctl", "-D", data(), "-w", "-l", home.resolve("log").toString(), "-o", options, "start");
    }

    public void stop() throws IOException {
        run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    /// The server's log so far.
    public String log() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(Path.of(data(), "postmaster.pid"))) {
            stop();
        }
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String data() {
        return home.resolve("data").toString();
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void run(String tool, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (root()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(bin.resolve(tool).toString());
        command.addAll(List.of(arguments));
        var output = home.resolve("out").toFile();
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + Files.readString(output.toPath()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
