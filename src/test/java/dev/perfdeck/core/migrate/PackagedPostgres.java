package dev.perfdeck.core.migrate;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL of the operating system's package, run for one test class on a free port of its own.
public final class PackagedPostgres implements AutoCloseable {
    public static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");

    private final Path directory;
    private final Process server;
    private final int port;

    public PackagedPostgres() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("perfdeck-pg");
        if (root()) {
            run(List.of("chown", "postgres", directory.toString()));
        }
        var data = directory.resolve("data").toString();
        run(asServer(BIN.resolve("initdb").toString(), "-A", "trust", "-U", "postgres", "-N", "-D", data));
        port = freePort();
        var options = List.of("-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=");
        var command =
                new ArrayList<>(asServer(BIN.resolve("postgres").toString(), "-D", data, "-p", String.valueOf(port)));
        command.addAll(options);
        server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    public int port() {
        return port;
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// PostgreSQL refuses to run as root; the pid stays the server's own.
    private static List<String> asServer(String... command) {
        var whole = new ArrayList<String>();
        if (root()) {
            whole.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with " + process.exitValue());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(server.pid())).start().waitFor();
        if (!server.waitFor(20, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
