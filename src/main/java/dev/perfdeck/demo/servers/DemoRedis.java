package dev.perfdeck.demo.servers;

import dev.perfdeck.core.embedded.FreePort;
import dev.perfdeck.core.embedded.RandomPassword;
import dev.perfdeck.core.embedded.ServerHome;
import dev.perfdeck.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;
import redis.embedded.util.Architecture;
import redis.embedded.util.OS;
import redis.embedded.util.OsArchitecture;

/// A Redis 7 as a child process on a free loopback port: 64 MB, least recently used keys go first, nothing on disk.
public final class DemoRedis implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final int port;
    private final Secret password;

    private DemoRedis(Process process, int port, Secret password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /// Empty where there is no Redis binary for this platform.
    public static Optional<DemoRedis> start(ServerHome directory) throws IOException, InterruptedException {
        try (var binary = binary()) {
            return binary == null ? Optional.empty() : Optional.of(start(directory.child("redis"), binary));
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port + "/0";
    }

    public Secret password() {
        return password;
    }

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

    private static DemoRedis start(Path home, InputStream binary) throws IOException, InterruptedException {
        var executable = home.resolve("redis-server");
        Files.copy(binary, executable);
        if (!executable.toFile().setExecutable(true, true)) {
            throw new IOException(executable + " cannot be made executable");
        }
        int port = FreePort.find();
        var password = RandomPassword.make();
        var log = home.resolve("redis.log");
        // The configuration comes by standard input: the password is in no argument and in no file.
        var process = new ProcessBuilder(executable.toString(), "-")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        configure(process, home, port, password);
        awaitReady(process, log);
        return new DemoRedis(process, port, password);
    }

    private static void configure(Process process, Path home, int port, Secret password) throws IOException {
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write("""
                    bind 127.0.0.1
                    port %s
                    requirepass %s
                    maxmemory 64mb
                    maxmemory-policy allkeys-lru
                    save ""
                    appendonly no
                    dir "%s"
                    """.formatted(port, password.reveal(), home));
        }
    }

    private static void awaitReady(Process process, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(log).contains("Ready to accept connections")) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException(
                        "Redis did not start: " + Files.readString(log).strip());
            }
        }
    }

    /// The library's own way of unpacking leaves files in the shared temporary directory, so only its binary is used.
    private static @Nullable InputStream binary() {
        var here = OsArchitecture.detect();
        var os = os(here.os());
        return os.isEmpty()
                ? null
                : RedisExecProvider.class.getResourceAsStream(
                        "/redis-server-" + RedisExecProvider.redisVersion + "-" + os + "-" + architecture(here.arch()));
    }

    private static String os(OS os) {
        return switch (os) {
            case UNIX -> "linux";
            case MAC_OS_X -> "darwin";
            case WINDOWS -> "";
        };
    }

    private static String architecture(Architecture architecture) {
        return switch (architecture) {
            case x86 -> "386";
            case x86_64 -> "amd64";
            case arm64 -> "arm64";
        };
    }
}
