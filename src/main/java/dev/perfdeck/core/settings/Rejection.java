package dev.perfdeck.core.settings;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;

/// The one way this room says no. A message names places, keys and types, never the value that stood there: it might be
/// a password in the wrong place.
final class Rejection {
    private static final int LONGEST_NAME = 60;

    private Rejection() {}

    static FaultException of(String where, String what, String expected) {
        return new FaultException(new Fault.Rejected(where, what, expected));
    }

    /// A name from the file, fit for one line of a terminal.
    static String named(String name) {
        var clean = new StringBuilder();
        name.codePoints().limit(LONGEST_NAME).forEach(c -> clean.appendCodePoint(isPlain(c) ? c : '?'));
        return clean + (name.codePointCount(0, name.length()) > LONGEST_NAME ? "…" : "");
    }

    private static boolean isPlain(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || " -_.:/\\~+@".indexOf(codePoint) >= 0;
    }
}
