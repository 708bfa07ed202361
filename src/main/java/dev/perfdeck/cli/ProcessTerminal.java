package dev.perfdeck.cli;

import dev.perfdeck.model.Secret;
import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The terminal that this process was started from.
final class ProcessTerminal implements Terminal {
    @Override
    public boolean present() {
        return console() != null;
    }

    @Override
    public Optional<Secret> password(String question) {
        var console = console();
        char[] typed = console == null ? null : console.readPassword("%s", question);
        if (typed == null || typed.length == 0) {
            return Optional.empty();
        }
        var secret = new Secret(typed);
        Arrays.fill(typed, ' ');
        return Optional.of(secret);
    }

    @Override
    public String line(String question) {
        var console = console();
        var typed = console == null ? null : console.readLine("%s", question);
        return typed == null ? "" : typed;
    }

    @SuppressWarnings("SystemConsoleNull") // it is null on a linked runtime without jdk.internal.le, when redirected
    private static @Nullable Console console() {
        var console = System.console();
        return console != null && console.isTerminal() ? console : null;
    }
}
