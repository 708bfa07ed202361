package dev.perfdeck.core.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// A tiny shell that outlives a console that is killed: it waits for the end of its standard input, which comes when
/// the console ends in whatever way, then ends the servers of one home and removes it. There is none on
/// Windows, where [Leftovers] does the same at the next start.
public final class Watchdog implements AutoCloseable {
    private static final Path SHELL = Path.of("/bin/sh");

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    /// Watches over `directory`; empty where the platform has no shell.
    public static Optional<Watchdog> over(ServerHome directory) throws IOException {
        if (!Files.isExecutable(SHELL)) {
            return Optional.empty();
        }
        // By environment, not by argument: a search for the directory among command lines must not find the watchdog.
        var builder = new ProcessBuilder(SHELL.toString(), "-c", script())
                .directory(Path.of("/").toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().put("PERFDECK_SERVER_HOME", directory.path().toString());
        return Optional.of(new Watchdog(builder.start()));
    }

    long pid() {
        return shell.pid();
    }

    /// Lets it go; it finds nothing left to do where their owner has cleaned up after itself.
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            return new String(Objects.requireNonNull(in, "watchdog.sh").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
