package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.core.migrate.script.Statement;
import dev.perfdeck.core.migrate.script.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Walks over a statement's tokens. Asked for what is not there it answers so and stays; it never throws.
final class Cursor {
    private final Statement statement;
    private final List<Token> tokens;
    private final int end;
    private int at;

    Cursor(Statement statement) {
        this(statement, 0, statement.tokens().size());
    }

    private Cursor(Statement statement, int at, int end) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.at = at;
        this.end = end;
    }

    boolean done() {
        return at >= end;
    }

    boolean looksAt(String... keywords) {
        if (at + keywords.length > end) {
            return false;
        }
        for (int i = 0; i < keywords.length; i++) {
            if (!tokens.get(at + i).is(keywords[i])) {
                return false;
            }
        }
        return true;
    }

    boolean looksAt(char symbol) {
        return !done() && tokens.get(at).is(symbol);
    }

    boolean looksAtName() {
        return !done() && tokens.get(at).named();
    }

    /// Steps over the keywords when they come next.
    boolean take(String... keywords) {
        boolean there = looksAt(keywords);
        if (there) {
            at += keywords.length;
        }
        return there;
    }

    boolean take(char symbol) {
        boolean there = looksAt(symbol);
        if (there) {
            at++;
        }
        return there;
    }

    /// Steps over the first of these that comes next.
    boolean takeAny(String... keywords) {
        for (var keyword : keywords) {
            if (take(keyword)) {
                return true;
            }
        }
        return false;
    }

    boolean takeIfExists() {
        return take("IF", "EXISTS");
    }

    boolean takeIfNotExists() {
        return take("IF", "NOT", "EXISTS");
    }

    /// A name, dotted or not.
    Optional<Name> name() {
        var parts = new ArrayList<Token>();
        while (!done() && tokens.get(at).named()) {
            parts.add(tokens.get(at++));
            if (!(looksAt('.') && at + 1 < end && tokens.get(at + 1).named())) {
                break;
            }
            at++;
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(Name.of(parts));
    }

    /// The name of a table, with the `*` that may follow it.
    Optional<Name> table() {
        var name = name();
        take('*');
        return name;
    }

    /// Names with commas between them.
    List<Name> names() {
        var names = new ArrayList<Name>();
        do {
            take("ONLY");
            table().ifPresent(names::add);
        } while (take(','));
        return names;
    }

    /// One token further; into no parenthesis.
    void skip() {
        if (looksAt('(')) {
            inParens();
        } else if (!done()) {
            at++;
        }
    }

    /// Past the next of these keywords outside parentheses; to the end if there is none.
    boolean skipPast(String... keywords) {
        while (!done()) {
            if (take(keywords)) {
                return true;
            }
            skip();
        }
        return false;
    }

    /// What is left, and nothing is left here.
    Cursor rest() {
        var rest = new Cursor(statement, at, end);
        at = end;
        return rest;
    }

    /// A second walk from here.
    Cursor copy() {
        return new Cursor(statement, at, end);
    }

    /// The content of the parentheses that begin here; of nothing, when none do.
    Cursor inParens() {
        if (!looksAt('(')) {
            return new Cursor(statement, at, at);
        }
        int begin = at + 1;
        int depth = 0;
        do {
            depth += tokens.get(at).is('(') ? 1 : tokens.get(at).is(')') ? -1 : 0;
            at++;
        } while (depth > 0 && at < end);
        return new Cursor(statement, begin, depth == 0 ? at - 1 : at);
    }

    /// The parts between commas, outside parentheses, to the end.
    List<Cursor> parts() {
        var parts = new ArrayList<Cursor>();
        int begin = at;
        while (!done()) {
            if (looksAt(',')) {
                parts.add(new Cursor(statement, begin, at));
                begin = at + 1;
            }
            skip();
        }
        if (begin < end) {
            parts.add(new Cursor(statement, begin, end));
        }
        return parts;
    }

    /// Whether these keywords come anywhere outside parentheses.
    boolean has(String... keywords) {
        return copy().skipPast(keywords);
    }

    int position() {
        return at;
    }

    /// As written, from a position to here.
    String textFrom(int position) {
        if (position >= at) {
            return "";
        }
        int base = tokens.getFirst().start();
        return statement
                .sql()
                .substring(
                        tokens.get(position).start() - base, tokens.get(at - 1).end() - base);
    }

    /// All that is left, as written.
    String text() {
        int begin = at;
        var copy = copy();
        copy.at = end;
        return copy.textFrom(begin);
    }

    /// Of what comes next; at the end, of what was last.
    int line() {
        return tokens.get(Math.min(at, tokens.size() - 1)).line();
    }

    List<Token> tokens() {
        return tokens.subList(at, end);
    }
}
