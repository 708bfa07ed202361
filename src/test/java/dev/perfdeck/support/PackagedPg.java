package dev.perfdeck.support;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// An installed PostgreSQL on a directory of its own; as user `postgres` where the test runs as root, which PostgreSQL
/// refuses.
public final class PackagedPg implements PgServer {
    private static final String PASSWORD = "first";

    private final Path bin;
    private final int port;
    private final Path home;
    private final String settings;

    /// @param settings of the server, `max_connections=10`
    PackagedPg(Path bin, int port, String... settings) throws IOException {
        this.bin = bin;
        this.port = port;
        this.settings = settings.length == 0 ? "" : " -c " + String.join(" -c ", settings);
        this.home = Files.createTempDirectory("perfdeck-pg");
        var secret = Files.writeString(home.resolve("pw"), PASSWORD);
        handOver(home);
        handOver(secret);
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
                + " -c shared_preload_libraries=pg_stat_statements -c fsync=off -c shared_buffers=16MB" + settings;
        run("pg_ctl", "-D", data(), "-w", "-l", home.resolve("log").toString(), "-o", options, "start");
    }

    public void stop() throws IOException {
        run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    /// Speaks TLS from now on, to whoever asks for it.
    public void encrypt(Certificate certificate) throws IOException, SQLException {
        var chain = Files.copy(certificate.chain(), home.resolve("server.crt"), REPLACE_EXISTING);
        var key = Files.copy(certificate.key(), home.resolve("server.key"), REPLACE_EXISTING);
        handOver(chain);
        handOver(key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        execute(
                "alter system set ssl_cert_file = '" + chain + "'",
                "alter system set ssl_key_file = '" + key + "'",
                "alter system set ssl = on");
        run("pg_ctl", "-D", data(), "reload");
    }

    /// Stops every process of the server where it stands; connections to it are still accepted, by the kernel.
    public void freeze() throws Exception {
        for (var pid : pids()) {
            Signal.send("STOP", pid);
        }
    }

    public void thaw() throws Exception {
        for (var pid : pids()) {
            Signal.send("CONT", pid);
        }
    }

    /// From the file: a frozen server cannot be asked.
    private List<Long> pids() throws IOException {
        var first = Files.readAllLines(Path.of(data(), "postmaster.pid")).getFirst();
        var postmaster = ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(ProcessHandle::pid)
                .toList();
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

    private static void handOver(Path file) throws IOException {
        if (root()) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
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
