package dev.perfdeck.cli;

import dev.perfdeck.app.Launch;
import dev.perfdeck.app.Startup;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `perfdeck` itself: the window; and the options that go with every command, before its name or after.
@Command(
        name = "perfdeck",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A performance console for services on PostgreSQL and Redis. "
                + "Without a command: the window, on the active environment; with no configuration, on the demo.")
final class Perfdeck implements Callable<Integer> {
    private final Startup startup;

    @Option(names = "--env", paramLabel = "NAME", scope = ScopeType.INHERIT, description = "The environment to watch.")
    private @Nullable String environment;

    @Option(names = "--config", paramLabel = "FILE", scope = ScopeType.INHERIT, description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON, for machines.")
    private boolean json;

    Perfdeck(Startup startup) {
        this.startup = startup;
    }

    Launch launch(boolean demo) {
        return new Launch(demo, Optional.ofNullable(config), Optional.ofNullable(environment));
    }

    boolean json() {
        return json;
    }

    @Override
    public Integer call() {
        return startup.window(launch(false));
    }
}
