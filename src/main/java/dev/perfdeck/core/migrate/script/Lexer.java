package dev.perfdeck.core.migrate.script;

import dev.perfdeck.core.migrate.script.Token.Kind;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import org.jspecify.annotations.Nullable;

/// Reads a script token by token, by the lexical rules of PostgreSQL (`scan.l`) with `standard_conforming_strings` on.
/// For one thread.
final class Lexer {
    private final String sql;
    private int at;
    private int line = 1;

    Lexer(String sql) {
        this.sql = sql;
    }

    /// The next token, null at the end.
    ///
    /// @throws FaultException with `Rejected`, when something that was opened is never closed
    @Nullable
    Token next() {
        skipBlanks();
        if (at >= sql.length()) {
            return null;
        }
        int start = at;
        int startLine = line;
        var kind = read(sql.charAt(at));
        return new Token(kind, start, startLine, sql.substring(start, at));
    }

    int line() {
        return line;
    }

    /// Where the next token is looked for.
    int position() {
        return at;
    }

    /// Goes to an offset further on.
    void skipTo(int offset) {
        while (at < offset) {
            step();
        }
    }

    private Kind read(char first) {
        if (looksAt("--")) {
            skipTo(endOfLine());
            return Kind.COMMENT;
        }
        if (looksAt("/*")) {
            readComment();
            return Kind.COMMENT;
        }
        if (first == '\'') {
            readQuoted('\'', /* escapes= */ false);
            return Kind.STRING;
        }
        if (first == '"') {
            readQuoted('"', /* escapes= */ false);
            return Kind.QUOTED;
        }
        if (first == '$') {
            return readDollar();
        }
        if (digit(first) || (first == '.' && digit(peek(1)))) {
            readNumber();
            return Kind.NUMBER;
        }
        if (wordStart(first)) {
            return readWord(first);
        }
        step();
        return Kind.SYMBOL;
    }

    private Kind readWord(char first) {
        if (peek(1) == '\'' && "eEbBxXnN".indexOf(first) >= 0) {
            at++;
            readQuoted('\'', first == 'e' || first == 'E');
            return Kind.STRING;
        }
        if ((first == 'u' || first == 'U') && peek(1) == '&' && (peek(2) == '\'' || peek(2) == '"')) {
            char quote = peek(2);
            at += 2;
            readQuoted(quote, /* escapes= */ false);
            return quote == '"' ? Kind.QUOTED : Kind.STRING;
        }
        readName();
        return Kind.WORD;
    }

    /// Letters, digits, `_` and `$`, with placeholders anywhere.
    private void readName() {
        while (at < sql.length()) {
            if (looksAt("${")) {
                readPlaceholder();
            } else if (wordPart(sql.charAt(at))) {
                at++;
            } else {
                return;
            }
        }
    }

    private void readPlaceholder() {
        int close = sql.indexOf('}', at);
        if (close < 0 || sql.substring(at, close).indexOf('\n') >= 0) {
            throw unclosed(line, "a placeholder", "}");
        }
        at = close + 1;
    }

    private Kind readDollar() {
        if (peek(1) == '{') {
            readName();
            return Kind.WORD;
        }
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && wordPart(sql.charAt(tagEnd)) && sql.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        if (tagEnd >= sql.length() || sql.charAt(tagEnd) != '$' || digit(peek(1))) {
            step();
            return Kind.SYMBOL;
        }
        var tag = sql.substring(at, tagEnd + 1);
        int close = sql.indexOf(tag, tagEnd + 1);
        if (close < 0) {
            throw unclosed(line, "a text in " + tag, tag);
        }
        skipTo(close + tag.length());
        return Kind.STRING;
    }

    private void readQuoted(char quote, boolean escapes) {
        int opened = line;
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (escapes && c == '\\' && at + 1 < sql.length()) {
                step();
            } else if (c == quote && peek(1) == quote) {
                at++;
            } else if (c == quote) {
                at++;
                return;
            }
            step();
        }
        throw unclosed(opened, quote == '"' ? "a quoted name" : "a text", String.valueOf(quote));
    }

    private void readComment() {
        int opened = line;
        int depth = 0;
        do {
            if (at >= sql.length()) {
                throw unclosed(opened, "a comment", "*/");
            }
            if (looksAt("/*")) {
                depth++;
                at += 2;
            } else if (looksAt("*/")) {
                depth--;
                at += 2;
            } else {
                step();
            }
        } while (depth > 0);
    }

    /// Not checked: `1e5`, `0x1F`, `1_000` and what is no number at all run to where no letter, digit or dot follows.
    private void readNumber() {
        while (at < sql.length() && (wordPart(sql.charAt(at)) || sql.charAt(at) == '.')) {
            at++;
        }
    }

    private void skipBlanks() {
        while (at < sql.length() && blank(sql.charAt(at))) {
            step();
        }
    }

    private void step() {
        if (sql.charAt(at) == '\n') {
            line++;
        }
        at++;
    }

    int endOfLine() {
        int end = sql.indexOf('\n', at);
        return end < 0 ? sql.length() : end;
    }

    private boolean looksAt(String text) {
        return sql.startsWith(text, at);
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : 0;
    }

    private static boolean blank(char c) {
        return (c <= ' ' && c != 0) || c == '\uFEFF';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean wordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= 0x80 && c != '\uFEFF');
    }

    private static boolean wordPart(char c) {
        return wordStart(c) || digit(c) || c == '$';
    }

    private static FaultException unclosed(int line, String what, String close) {
        return rejected(line, what + " that begins here is never closed", "Close it with " + close + " .");
    }

    static FaultException rejected(int line, String what, String expected) {
        return new FaultException(new Fault.Rejected("line " + line, what, expected));
    }
}
