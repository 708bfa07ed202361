package dev.perfdeck.core.query.call;

import dev.perfdeck.core.query.call.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts PostgreSQL's SQL into words, by the rules of its own scanner (`scan.l`) with `standard_conforming_strings`
/// on. What is never closed runs to the end and counts as a literal, so that nothing secret is taken for a name.
public final class SqlTokens {
    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";
    /// With one of these in it, an operator may end in a sign.
    private static final String ENDS_IN_SIGN = "~!@#%^&|`?";

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    public static List<Token> of(String sql) {
        var scanner = new SqlTokens(sql);
        scanner.scan();
        return scanner.tokens;
    }

    private void scan() {
        boolean spaced = false;
        while (at < sql.length()) {
            int start = at;
            if (skipsSpace()) {
                spaced = true;
                continue;
            }
            var kind = next();
            var text = sql.substring(start, at);
            tokens.add(new Token(kind, kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text, spaced));
            spaced = false;
        }
    }

    private boolean skipsSpace() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c) || c == 0) {
            at++;
        } else if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end + 1;
        } else if (sql.startsWith("/*", at)) {
            skipComment();
        } else {
            return false;
        }
        return true;
    }

    /// They nest.
    private void skipComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        at = Math.min(at, sql.length());
    }

    private Kind next() {
        char c = sql.charAt(at);
        if (c == '\'') {
            return string(false);
        }
        if (c == '"') {
            skipQuoted('"', false);
            return Kind.QUOTED;
        }
        if (isDigit(c) || (c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1)))) {
            return number();
        }
        if (c == '$') {
            return dollar();
        }
        if (Character.isLetter(c) || c == '_' || Character.isSurrogate(c)) {
            return word();
        }
        return OPERATORS.indexOf(c) >= 0 ? operator() : mark();
    }

    /// A word, or the letter before a string: `E'…'`, `B'…'`, `X'…'`, `N'…'`, `U&'…'`.
    private Kind word() {
        if (at + 1 < sql.length() && sql.charAt(at + 1) == '\'' && "eEbBxXnN".indexOf(sql.charAt(at)) >= 0) {
            boolean escapes = Character.toLowerCase(sql.charAt(at)) == 'e';
            at++;
            return string(escapes);
        }
        if (sql.regionMatches(true, at, "U&'", 0, 3)) {
            at += 2;
            return string(false);
        }
        if (sql.regionMatches(true, at, "U&\"", 0, 3)) {
            at += 2;
            skipQuoted('"', false);
            return Kind.QUOTED;
        }
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || isWordPart(sql.charAt(at)))) {
            at++;
        }
        return Kind.WORD;
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c == '$' || Character.isSurrogate(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private Kind string(boolean escapes) {
        skipQuoted('\'', escapes);
        return Kind.LITERAL;
    }

    /// From the opening mark to behind the closing one; doubled, it is part of the text.
    private void skipQuoted(char mark, boolean escapes) {
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (escapes && c == '\\') {
                at++;
            } else if (c == mark && at < sql.length() && sql.charAt(at) == mark) {
                at++;
            } else if (c == mark) {
                break;
            }
        }
        at = Math.min(at, sql.length());
    }

    /// `1`, `1_000`, `.5`, `1.`, `1e-3`, `0xff`; a range `1..2` ends at its dots.
    private Kind number() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            boolean exponent = (c == '+' || c == '-') && "eE".indexOf(sql.charAt(at - 1)) >= 0 && !hex();
            boolean dots = c == '.' && sql.startsWith("..", at);
            if (dots || !(Character.isLetterOrDigit(c) || c == '_' || c == '.' || exponent)) {
                break;
            }
            at++;
        }
        return Kind.LITERAL;
    }

    private boolean hex() {
        int start = at;
        while (start > 0 && Character.isLetterOrDigit(sql.charAt(start - 1))) {
            start--;
        }
        return sql.regionMatches(true, start, "0x", 0, 2);
    }

    /// `$1`, or a string in dollar quotes.
    private Kind dollar() {
        int tag = at + 1;
        if (tag < sql.length() && isDigit(sql.charAt(tag))) {
            at = tag;
            while (at < sql.length() && isDigit(sql.charAt(at))) {
                at++;
            }
            return Kind.PARAMETER;
        }
        while (tag < sql.length() && (Character.isLetterOrDigit(sql.charAt(tag)) || sql.charAt(tag) == '_')) {
            tag++;
        }
        if (tag >= sql.length() || sql.charAt(tag) != '$') {
            at++;
            return Kind.SIGN;
        }
        int end = sql.indexOf(sql.substring(at, tag + 1), tag + 1);
        at = end < 0 ? sql.length() : end + tag + 1 - at;
        return Kind.LITERAL;
    }

    /// `??` is how JDBC writes the operator `?`.
    private Kind operator() {
        if (sql.charAt(at) == '?'
                && !sql.startsWith("??", at)
                && !sql.startsWith("?|", at)
                && !sql.startsWith("?&", at)) {
            at++;
            return Kind.PARAMETER;
        }
        int start = at;
        boolean mayEndInSign = false;
        while (at < sql.length() && OPERATORS.indexOf(sql.charAt(at)) >= 0 && !startsComment()) {
            char c = sql.charAt(at);
            if (c == '?' && at > start && !sql.startsWith("??", at)) {
                break;
            }
            mayEndInSign |= ENDS_IN_SIGN.indexOf(c) >= 0;
            at += sql.startsWith("??", at) ? 2 : 1;
        }
        while (!mayEndInSign && at - start > 1 && "+-".indexOf(sql.charAt(at - 1)) >= 0) {
            at--;
        }
        return Kind.SIGN;
    }

    private boolean startsComment() {
        return sql.startsWith("--", at) || sql.startsWith("/*", at);
    }

    private Kind mark() {
        at += sql.startsWith("::", at) || sql.startsWith(":=", at) ? 2 : 1;
        return Kind.SIGN;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
