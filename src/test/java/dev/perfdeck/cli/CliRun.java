package dev.perfdeck.cli;

import dev.perfdeck.api.PerformanceApi;
import dev.perfdeck.app.Launch;
import dev.perfdeck.app.RunningConsole;
import dev.perfdeck.app.Startup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// Runs the command line in this process, without a window and with nobody to ask, and keeps what it wrote.
final class CliRun {
    /// Opens what commands work on.
    @FunctionalInterface
    interface Headless {
        RunningConsole open(Launch launch, Consumer<String> progress);
    }

    private final Startup startup;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    CliRun(Headless headless) {
        this.startup = new Startup() {
            @Override
            public int window(Launch launch) {
                throw new AssertionError("no command of these opens a window");
            }

            @Override
            public RunningConsole headless(Launch launch, Consumer<String> progress) {
                return headless.open(launch, progress);
            }
        };
    }

    /// @return the exit code; what earlier runs wrote is forgotten
    int of(String... args) {
        out.reset();
        err.reset();
        return new Cli(
                        startup,
                        PerformanceApi::start,
                        new CliTest.AtOnce(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new TypedAnswers(List.of()))
                .run(args);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
