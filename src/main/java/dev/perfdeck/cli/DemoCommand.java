package dev.perfdeck.cli;

import dev.perfdeck.app.Startup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `perfdeck demo`
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "The window, on an embedded PostgreSQL and Redis with a load on them.")
final class DemoCommand implements Callable<Integer> {
    private final Startup startup;
    private final Perfdeck options;

    DemoCommand(Startup startup, Perfdeck options) {
        this.startup = startup;
        this.options = options;
    }

    @Override
    public Integer call() {
        return startup.window(options.launch(true));
    }
}
