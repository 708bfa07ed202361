package dev.perfdeck.support;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// The machine's own Redis as a process that can be frozen, killed and started again on the same port; keeps nothing.
public final class RedisProcess implements AutoCloseable {
    private static final String PROGRAM = "/usr/bin/redis-server";

    private final int port;
    private final Path directory;
    private final List<String> arguments;
    private Process process;

    /// @param arguments as on the command line: `--maxmemory 2mb`
    public RedisProcess(String... arguments) throws Exception {
        this(Servers.freePort(), arguments);
    }

    public RedisProcess(int port, String... arguments) throws Exception {
        this.port = port;
        this.directory = Files.createTempDirectory("redis-");
        this.arguments = List.of(arguments);
        start();
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public void start() throws Exception {
        var command = new ArrayList<>(List.of(PROGRAM));
        boolean sentinel = arguments.contains("--sentinel");
        if (!sentinel) {
            command.addAll(List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--dir", "" + directory));
        }
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Until.until("Redis listens on " + port, this::listens);
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(Files.readString(directory.resolve("log")));
        }
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void freeze() throws Exception {
        signal("-STOP");
    }

    public void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", name, "" + process.pid()).start().waitFor();
    }

    /// Asks over a connection that is closed again.
    public <T> T ask(Function<RedisCommands<String, String>, T> question) {
        try (var client = RedisClient.create(RedisURI.create(url()));
                var line = client.connect()) {
            return question.apply(line.sync());
        }
    }

    /// A connection that stays, for orders to a server that lets nobody else in.
    public Line line() {
        var client = RedisClient.create(RedisURI.create(url()));
        return new Line(client, client.connect());
    }

    public record Line(RedisClient client, StatefulRedisConnection<String, String> connection)
            implements AutoCloseable {
        public RedisCommands<String, String> sync() {
            return connection.sync();
        }

        /// Any command, of which only the success matters.
        public void order(ProtocolKeyword command, String... words) {
            var arguments = new CommandArgs<>(StringCodec.UTF8);
            for (var word : words) {
                arguments.add(word);
            }
            connection.sync().dispatch(command, new StatusOutput<>(StringCodec.UTF8), arguments);
        }

        @Override
        public void close() {
            connection.close();
            client.shutdown();
        }
    }

    @Override
    public void close() {
        try {
            kill();
            try (var files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
