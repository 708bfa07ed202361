package dev.perfdeck.core.settings;

import dev.perfdeck.core.settings.KeyringTool.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One run of a keyring's program as a child process, within a limit; the child is gone when the run ends, however.
final class ToolRun implements AutoCloseable {
    private static final int LARGEST_BYTES = 64 * 1024;

    private final Process process;

    /// The child sees the variables of the parent, but no password among them.
    ToolRun(List<String> command, Map<String, String> variables) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        variables.forEach((name, value) -> {
            if (!name.endsWith("PASSWORD")) {
                builder.environment().put(name, value);
            }
        });
        this.process = builder.start();
    }

    /// Blocks.
    ///
    /// @throws IOException also when the limit has passed
    Answer answer(String input, Duration limit) throws IOException, InterruptedException {
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), readers);
            var err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), readers);
            try {
                write(input);
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("no answer in time");
                }
                // a grandchild may hold the pipes open
                return new Answer(process.exitValue(), out.get(1, TimeUnit.SECONDS), err.get(1, TimeUnit.SECONDS));
            } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
                throw new IOException("no whole answer", e);
            } finally {
                close();
            }
        }
    }

    private void write(String input) throws IOException {
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String read(InputStream in) {
        try (in) {
            return new String(in.readNBytes(LARGEST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
