package dev.perfdeck.core.migrate.script;

import dev.perfdeck.core.migrate.script.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds where statements end: at a semicolon outside parentheses and outside a function's `BEGIN ATOMIC … END`.
final class Splitter {
    private final String sql;
    private final Lexer lexer;
    private final List<Statement> found = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private final List<Token> comments = new ArrayList<>();
    private final List<Integer> openParens = new ArrayList<>();
    private int spanStart;
    private int blocks;
    private @Nullable Token pending;

    Splitter(String sql) {
        this.sql = sql;
        this.lexer = new Lexer(sql);
    }

    SqlScript split() {
        for (var token = next(); token != null; token = next()) {
            take(token);
        }
        refuseOpenParens();
        if (!tokens.isEmpty()) {
            end(tokens.getLast().end());
        }
        return new SqlScript(found, sql.substring(spanStart));
    }

    private @Nullable Token next() {
        var token = pending;
        pending = null;
        return token != null ? token : lexer.next();
    }

    private void take(Token token) {
        if (token.kind() == Kind.COMMENT) {
            comments.add(token);
        } else if (token.is(';') && openParens.isEmpty() && blocks == 0) {
            close(token);
        } else {
            refuseMeta(token);
            follow(token);
            tokens.add(token);
        }
    }

    private void close(Token semicolon) {
        if (tokens.isEmpty()) {
            return;
        }
        if (copiesFromInput()) {
            end(skipData(semicolon));
            return;
        }
        int endLine = semicolon.line();
        var after = lexer.next();
        int end = semicolon.end();
        while (after != null && after.kind() == Kind.COMMENT && after.line() == endLine) {
            comments.add(after);
            end = after.end();
            after = lexer.next();
        }
        pending = after;
        end(end);
    }

    private void end(int spanEnd) {
        var text = sql.substring(tokens.getFirst().start(), tokens.getLast().end());
        found.add(new Statement(
                sql.substring(spanStart, spanEnd), text, tokens.getFirst().line(), tokens, comments));
        spanStart = spanEnd;
        tokens.clear();
        comments.clear();
    }

    private void follow(Token token) {
        if (token.is('(')) {
            openParens.add(token.line());
        } else if (token.is(')') && !openParens.isEmpty()) {
            openParens.removeLast();
        } else if (token.is("ATOMIC") && !tokens.isEmpty() && tokens.getLast().is("BEGIN") && makesRoutine()) {
            blocks = 1;
        } else if (blocks > 0 && token.is("CASE")) {
            blocks++;
        } else if (blocks > 0 && token.is("END")) {
            blocks--;
        }
    }

    private boolean makesRoutine() {
        return tokens.getFirst().is("CREATE")
                && tokens.stream().limit(4).anyMatch(token -> token.is("FUNCTION") || token.is("PROCEDURE"));
    }

    private boolean copiesFromInput() {
        if (!tokens.getFirst().is("COPY")) {
            return false;
        }
        for (int i = 1; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("FROM") && tokens.get(i + 1).is("STDIN")) {
                return true;
            }
        }
        return false;
    }

    /// The data begin on the next line and end with a line `\.`, which is part of them.
    private int skipData(Token semicolon) {
        int begin = Math.min(sql.length(), lexer.endOfLine() + 1);
        int at = begin;
        while (at < sql.length()) {
            int eol = sql.indexOf('\n', at);
            int lineEnd = eol < 0 ? sql.length() : eol;
            if (sql.substring(at, lineEnd).stripTrailing().equals("\\.")) {
                lexer.skipTo(lineEnd);
                return lineEnd;
            }
            at = lineEnd + 1;
        }
        throw Lexer.rejected(
                semicolon.line(), "the data of this COPY have no end", "End them with a line that holds only \\.");
    }

    private static void refuseMeta(Token token) {
        if (token.is('\\')) {
            throw Lexer.rejected(
                    token.line(),
                    "a command of psql begins here",
                    "Only psql understands it: write it in SQL, or leave it out.");
        }
    }

    private void refuseOpenParens() {
        if (!openParens.isEmpty()) {
            throw Lexer.rejected(
                    openParens.getLast(), "a parenthesis that begins here is never closed", "Close it with ) .");
        }
        if (blocks > 0) {
            throw Lexer.rejected(
                    tokens.getFirst().line(), "the body BEGIN ATOMIC of this routine never ends", "Close it with END.");
        }
    }
}
