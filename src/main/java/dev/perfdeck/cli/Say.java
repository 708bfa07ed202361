package dev.perfdeck.cli;

import dev.perfdeck.model.Fault;
import java.io.PrintStream;

/// Speaks to a person on stderr, one line at a time.
final class Say {
    private final PrintStream err;

    Say(PrintStream err) {
        this.err = err;
    }

    /// Servers' words may be in it: whatever would move the cursor or colour the terminal is shown as `?`.
    void line(String text) {
        var clean = new StringBuilder(text.length());
        text.strip().codePoints().forEach(c -> clean.appendCodePoint(c == '\n' || c == '\t' ? ' ' : shown(c)));
        err.println(clean);
        err.flush();
    }

    void fault(Fault fault) {
        line("perfdeck: " + fault.summary() + (fault.remedy().isEmpty() ? "" : " — " + fault.remedy()));
    }

    private static int shown(int codePoint) {
        boolean moves = Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT;
        return moves ? '?' : codePoint;
    }
}
