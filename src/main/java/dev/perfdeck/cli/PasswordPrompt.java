package dev.perfdeck.cli;

import dev.perfdeck.app.Logins;
import dev.perfdeck.app.RunningConsole;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import java.util.List;

/// Asks on the terminal for the passwords that servers want; where nobody can be asked, it does nothing, and the fault
/// says which variable to set.
final class PasswordPrompt {
    private static final int TRIES = 3;

    private final Terminal terminal;
    private final Say say;

    PasswordPrompt(Terminal terminal, Say say) {
        this.terminal = terminal;
        this.say = say;
    }

    /// Whether somebody can be asked.
    boolean possible(RunningConsole console) {
        return terminal.present() && console.logins().isPresent();
    }

    /// Blocks while a person types.
    ///
    /// @return whether a server that was closed has let us in
    boolean ask(RunningConsole console) {
        if (!possible(console)) {
            return false;
        }
        List<Source> closed = console.health().stream()
                .filter(health -> health.fault().orElse(null) instanceof Fault.PasswordWanted)
                .map(health -> health.source())
                .toList();
        boolean opened = false;
        for (Source source : closed) {
            opened |= ask(console.logins().orElseThrow(), source);
        }
        return opened;
    }

    private boolean ask(Logins logins, Source source) {
        for (int tries = 0; tries < TRIES; tries++) {
            var typed = terminal.password("Password for " + source.title() + ", " + logins.who(source) + ": ");
            if (typed.isEmpty()) {
                return false;
            }
            try {
                logins.enter(source, typed.get(), false);
                return true;
            } catch (FaultException e) {
                say.line("perfdeck: " + e.fault().summary());
            }
        }
        return false;
    }
}
