package dev.perfdeck.core.advise.plan;

import java.util.ArrayList;
import java.util.List;

/// An expression as PostgreSQL writes it in a plan, cut into tokens: names, quoted names, texts, numbers, places,
/// operators and brackets. It is the server's own canonical writing, all brackets in place, and never what a user
/// typed.
///
/// Pure.
final class Tokens {
    private static final String OPERATOR = "+-*/<>=~!@#%^&|`?";

    private Tokens() {}

    static List<String> of(String text) {
        var tokens = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = Character.isWhitespace(c) ? at + 1 : end(text, at, c);
            if (!Character.isWhitespace(c)) {
                tokens.add(text.substring(at, end));
            }
            at = end;
        }
        return tokens;
    }

    private static int end(String text, int at, char c) {
        if (c == '\'') {
            return quoted(text, at, c);
        }
        if ((c == 'E' || c == 'B' || c == 'X') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
            return quoted(text, at + 1, '\'');
        }
        if (c == ':' && text.startsWith("::", at)) {
            return at + 2;
        }
        if (OPERATOR.indexOf(c) >= 0) {
            return run(text, at, true);
        }
        return c == '"' || isName(c) ? name(text, at) : at + 1;
    }

    /// A name with all its parts: `alias.column`, `"Odd name".column`.
    private static int name(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == '"' || isName(text.charAt(at)))) {
            at = text.charAt(at) == '"' ? quoted(text, at, '"') : at + 1;
        }
        return at;
    }

    private static int quoted(String text, int from, char quote) {
        int at = from + 1;
        while (at < text.length()) {
            if (text.charAt(at) == quote) {
                if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return at + 1;
                }
            }
            at++;
        }
        return at;
    }

    private static int run(String text, int from, boolean operator) {
        int at = from;
        while (at < text.length() && OPERATOR.indexOf(text.charAt(at)) >= 0 == operator) {
            at++;
        }
        return at;
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.';
    }
}
