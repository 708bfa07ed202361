package dev.perfdeck.cli;

import dev.perfdeck.app.MigrationRoom;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the verbs of `perfdeck migrate` that write take besides: the user's yes, or the name of a production
/// environment.
final class MigrateConsent {
    @Option(names = "--yes", description = "Do not ask; needed where there is no terminal.")
    private boolean yes;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "The name of the environment; needed on a production environment without a terminal.")
    private @Nullable String name;

    /// What was typed as the environment's name; empty where none is asked for.
    ///
    /// @throws FaultException `Rejected`, when nobody consented
    String of(MigrationRoom room, String verb, Terminal terminal) {
        var wanted = room.nameToType();
        if (wanted.isPresent()) {
            return name(wanted.get(), verb, terminal);
        }
        if (!yes) {
            if (!terminal.present()) {
                throw rejected("--yes, since there is no terminal to ask at");
            }
            var answer = terminal.line(verb + " migrations? [y/N] ").strip().toLowerCase(Locale.ROOT);
            if (!answer.equals("y") && !answer.equals("yes")) {
                throw rejected("y, to go on; nothing was done");
            }
        }
        return "";
    }

    private String name(String wanted, String verb, Terminal terminal) {
        if (name != null) {
            return name;
        }
        if (terminal.present()) {
            return terminal.line(verb + " on production: type the name of the environment, " + wanted + ": ");
        }
        throw rejected("--confirm " + wanted + ", since this environment is marked as production");
    }

    private static FaultException rejected(String expected) {
        return new FaultException(
                new Fault.Rejected("migrate", "this changes the database and was not confirmed", expected));
    }
}
