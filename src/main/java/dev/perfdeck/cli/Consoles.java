package dev.perfdeck.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.perfdeck.app.RunningConsole;
import dev.perfdeck.app.Startup;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.time.Duration;
import java.util.Optional;

/// Opens a console without a window for one errand, and closes it again.
final class Consoles {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Startup startup;
    private final Perfdeck options;
    private final Say say;
    private final PasswordPrompt prompt;

    Consoles(Startup startup, Perfdeck options, Say say, PasswordPrompt prompt) {
        this.startup = startup;
        this.options = options;
        this.say = say;
        this.prompt = prompt;
    }

    interface Errand<T> {
        T run(RunningConsole console) throws JsonProcessingException, InterruptedException;
    }

    /// The errand starts at once; passwords are the errand's own business.
    <T> T opened(boolean demo, Errand<T> errand) throws InterruptedException, JsonProcessingException {
        try (RunningConsole console = startup.headless(options.launch(demo), say::line)) {
            return errand.run(console);
        }
    }

    /// The errand starts when the first reading is there, after a person was asked for the passwords that servers want.
    <T> T heard(boolean demo, Errand<T> errand) throws InterruptedException, JsonProcessingException {
        return opened(demo, console -> {
            if (letIn(console)) {
                console.awaitFirstReading(PATIENCE);
            }
            return errand.run(console);
        });
    }

    /// Waits for the first reading, then asks for the passwords that servers want.
    ///
    /// @return whether a server that was closed has let us in
    boolean letIn(RunningConsole console) throws InterruptedException {
        console.awaitFirstReading(PATIENCE);
        return prompt.ask(console);
    }

    /// A room that only an environment with a database has.
    static <R> R ofDatabase(Optional<R> room) {
        return room.orElseThrow(() -> new FaultException(new Fault.Rejected(
                "database.url",
                "this environment has no database",
                "database.url = \"jdbc:postgresql://HOST:PORT/DATABASE\"")));
    }
}
