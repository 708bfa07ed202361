package dev.perfdeck.cli;

import dev.perfdeck.app.ApiStarter;
import dev.perfdeck.app.RunningApi;
import dev.perfdeck.app.RunningConsole;
import dev.perfdeck.app.Startup;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `perfdeck serve`: samples and answers over HTTP until it is told to stop.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "No window: samples and serves the performance API, until SIGTERM.")
final class ServeCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Startup startup;
    private final Perfdeck options;
    private final ApiStarter api;
    private final StopSignal stop;
    private final PrintStream out;
    private final Say say;
    private final PasswordPrompt prompt;

    @Option(names = "--demo", description = "On the embedded demo.")
    private boolean demo;

    ServeCommand(
            Startup startup,
            Perfdeck options,
            ApiStarter api,
            StopSignal stop,
            PrintStream out,
            Say say,
            PasswordPrompt prompt) {
        this.startup = startup;
        this.options = options;
        this.api = api;
        this.stop = stop;
        this.out = out;
        this.say = say;
        this.prompt = prompt;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (StopSignal.Watch watch = stop.watch()) {
            serve(watch);
        }
        return ExitCode.MET;
    }

    private void serve(StopSignal.Watch watch) throws InterruptedException {
        try (RunningConsole console = startup.headless(options.launch(demo), say::line)) {
            // made before anybody asks, so that whoever wants to reset finds the file
            console.apiToken();
            try (RunningApi running = api.start(console.apiPort(), console::apiToken, console)) {
                out.println("listening on " + running.address());
                out.flush();
                askBeside(console);
                watch.await();
            }
        }
    }

    /// Not on this thread: the signal to stop must be heard while a question waits for its answer.
    private void askBeside(RunningConsole console) {
        if (prompt.possible(console)) {
            Thread.ofVirtual().name("ask for passwords").start(() -> {
                try {
                    console.awaitFirstReading(PATIENCE);
                    prompt.ask(console);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
