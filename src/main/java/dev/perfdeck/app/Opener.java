package dev.perfdeck.app;

import dev.perfdeck.core.settings.ApiToken;
import dev.perfdeck.core.settings.Keyring;
import dev.perfdeck.core.settings.SettingsReader;
import dev.perfdeck.core.settings.StoredPasswords;
import dev.perfdeck.demo.Demo;
import dev.perfdeck.demo.DemoOptions;
import dev.perfdeck.demo.data.Scale;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds out what to watch (configuration, environment variables, or the demo) and opens a session on it.
public final class Opener {
    private final Map<String, String> variables;
    private final SettingsReader reader;

    /// @param variables of the process, `System.getenv()`
    public Opener(Map<String, String> variables) {
        this.variables = variables;
        this.reader = SettingsReader.of(variables);
    }

    /// Where the window keeps its size and theme.
    public Path stateFolder() {
        var named = variables.getOrDefault("XDG_STATE_HOME", "");
        var home = named.isEmpty() ? home().resolve(".local").resolve("state") : Path.of(named);
        return home.resolve("perfdeck");
    }

    /// A session that samples; nothing configured means the demo. Blocks while servers of the demo start.
    ///
    /// @throws FaultException when the configuration is wrong or the demo cannot start
    public Session open(Launch launch, Consumer<String> progress) throws FaultException {
        if (launch.demo()) {
            return demo(launch, progress);
        }
        var settings = reader.read(launch.config(), launch.environment());
        return settings.isPresent() ? configured(settings.get(), launch) : demo(launch, progress);
    }

    /// The same, and serves the API beside it. A busy port costs the API only; the session says why it goes without.
    public Session openWithApi(Launch launch, Consumer<String> progress, ApiStarter starter) throws FaultException {
        var session = open(launch, progress);
        try {
            session.closeWithIt(starter.start(session.apiPort(), session::apiToken, session));
        } catch (FaultException e) {
            session.notice(e.fault());
        }
        return session;
    }

    private Session configured(Settings settings, Launch launch) {
        var passwords = new StoredPasswords(variables, settings.active(), home(), Keyring.of(variables));
        return started(
                Assembly.of(
                        settings,
                        passwords,
                        reader.targetFile(settings),
                        token(launch),
                        stateFolder().resolve("journal.jsonl")),
                "closer of " + settings.active());
    }

    private Session demo(Launch launch, Consumer<String> progress) {
        return demo(launch, new DemoOptions(Scale.FULL, true, true, reader.targets()), progress);
    }

    /// The demo, possibly smaller than a person would want it.
    Session demo(Launch launch, DemoOptions options, Consumer<String> progress) {
        var demo = Demo.start(options, progress);
        var settings = reader.around(demo.environment());
        return started(Assembly.of(settings, demo, token(launch), passingJournal()), "closer of the demo");
    }

    /// The demo's database ends with it, and so does what was done to it.
    private static Path passingJournal() {
        try {
            var file = Files.createTempFile("perfdeck-demo-journal", ".jsonl");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new FaultException(
                    new Fault.Internal("no temporary file can be made: " + e.getMessage(), "Make room."), e);
        }
    }

    private ApiToken token(Launch launch) {
        return ApiToken.at(Optional.ofNullable(
                        reader.file(launch.config()).toAbsolutePath().getParent())
                .orElseGet(this::home));
    }

    /// A signal ends the process without unwinding it, so the session is also closed by a shutdown hook.
    private static Session started(Session session, String hookName) {
        var hook = new Thread(session::close, hookName);
        Runtime.getRuntime().addShutdownHook(hook);
        session.start();
        return session;
    }

    private Path home() {
        return Path.of(System.getProperty("user.home", "."));
    }
}
