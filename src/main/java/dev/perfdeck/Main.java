package dev.perfdeck;

import dev.perfdeck.api.PerformanceApi;
import dev.perfdeck.app.Launch;
import dev.perfdeck.app.Opener;
import dev.perfdeck.app.RunningConsole;
import dev.perfdeck.app.Startup;
import dev.perfdeck.cli.Cli;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.ui.WindowState;
import dev.perfdeck.ui.desktop.Desktop;
import java.util.function.Consumer;

/// Reads the arguments, picks a face.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Logs.start();
        System.exit(Cli.ofProcess(startup(new Opener(System.getenv())), PerformanceApi::start)
                .run(args));
    }

    private static Startup startup(Opener opener) {
        return new Startup() {
            @Override
            public int window(Launch launch) throws FaultException {
                var state = new WindowState(opener.stateFolder().resolve("window.properties"));
                try {
                    return Desktop.show(progress -> opener.openWithApi(launch, progress, PerformanceApi::start), state);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return 130;
                }
            }

            @Override
            public RunningConsole headless(Launch launch, Consumer<String> progress) throws FaultException {
                return opener.open(launch, progress);
            }
        };
    }
}
