package dev.perfdeck.core.query.call;

import dev.perfdeck.core.query.call.Token.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a shape, token by token. For one statement.
final class Shaping {
    private static final Set<String> TIGHT_BEFORE = Set.of(".", ",", ")", "]", "[", "::", ";", ":");
    private static final Set<String> TIGHT_AFTER = Set.of(".", "(", "[", "::", ":");
    /// After these a sign belongs to the number behind it.
    private static final Set<String> BEFORE_A_VALUE = Set.of(
            "in",
            "and",
            "or",
            "not",
            "between",
            "select",
            "values",
            "limit",
            "offset",
            "when",
            "then",
            "else",
            "like",
            "ilike",
            "on",
            "where",
            "having",
            "return",
            "returning",
            "by",
            "is",
            "set",
            "to",
            "default",
            "case",
            "from");

    private final List<Token> tokens;
    private final List<Place> places;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int binds;
    private @Nullable Token before;

    Shaping(List<Token> tokens, List<Place> places) {
        this.tokens = tokens;
        this.places = places;
    }

    String text() {
        while (at < tokens.size()) {
            var token = tokens.get(at);
            if (opensList(token)) {
                list();
            } else if (endsTheStatement(token)) {
                at = tokens.size();
            } else {
                token();
                if (token.is("values")) {
                    rows();
                }
            }
        }
        absorb(at, tokens.size());
        return out.toString();
    }

    private void token() {
        var token = tokens.get(at);
        if (isSignOfNumber(token)) {
            place(at, at + 2);
        } else if (token.value()) {
            place(at, at + 1);
        } else {
            write(token, token.text());
            at++;
        }
    }

    /// `(` after `in`, or `[` after `array`, with nothing but values in it.
    private boolean opensList(Token token) {
        boolean list = before != null && ((token.is("(") && before.is("in")) || (token.is("[") && before.is("array")));
        return list && endOfValues(at, token.is("(") ? ")" : "]") > 0;
    }

    private void list() {
        int end = endOfValues(at, tokens.get(at).is("(") ? ")" : "]");
        write(tokens.get(at), tokens.get(at).text());
        place(at + 1, end);
        write(tokens.get(end), tokens.get(end).text());
        at = end + 1;
    }

    /// Of the rows of VALUES the first is written; those after it that hold values only are the same again.
    private void rows() {
        int end = at < tokens.size() && tokens.get(at).is("(") ? endOfValues(at, ")") : -1;
        if (end < 0) {
            return;
        }
        while (at <= end) {
            token();
        }
        int last = end;
        while (last + 2 < tokens.size()
                && tokens.get(last + 1).is(",")
                && tokens.get(last + 2).is("(")) {
            int close = endOfValues(last + 2, ")");
            if (close < 0) {
                break;
            }
            last = close;
        }
        absorb(at, last + 1);
        at = last + 1;
    }

    /// Where the list that opens at `open` closes; -1 where it holds something else than values.
    private int endOfValues(int open, String close) {
        int i = open + 1;
        boolean any = false;
        while (i < tokens.size() && !tokens.get(i).is(close)) {
            var token = tokens.get(i);
            boolean typed = i > open + 1 && (token.is("::") || tokens.get(i - 1).is("::"));
            boolean plain = token.value()
                    || token.is(",")
                    || typed
                    || token.is("-")
                    || token.is("null")
                    || token.is("default")
                    || token.is("true")
                    || token.is("false");
            if (!plain) {
                return -1;
            }
            any |= token.value();
            i++;
        }
        return any && i < tokens.size() ? i : -1;
    }

    /// One `?` for the values of the tokens.
    private void place(int from, int to) {
        var first = tokens.get(from);
        write(first, "?");
        before = new Token(Kind.PARAMETER, "?", first.spaced());
        places.add(absorbed(from, to));
        at = to;
    }

    /// Further values of the last place.
    private void absorb(int from, int to) {
        if (to > from) {
            var more = absorbed(from, to);
            var last = places.isEmpty() ? new Place(0, more.firstBind(), more.firstBind()) : places.removeLast();
            places.add(new Place(Place.mix(last.literals(), more.literals()), last.firstBind(), more.endBind()));
        }
    }

    private Place absorbed(int from, int to) {
        long literals = 0;
        int first = binds;
        for (var token : tokens.subList(from, Math.min(to, tokens.size()))) {
            if (token.kind() == Kind.PARAMETER) {
                binds++;
            } else if (token.kind() == Kind.LITERAL || token.kind() == Kind.WORD || token.is("-")) {
                literals = Place.mix(literals, token.text().hashCode());
            }
        }
        return new Place(literals, first, binds);
    }

    private boolean isSignOfNumber(Token token) {
        boolean sign = token.is("-") || token.is("+");
        boolean number = at + 1 < tokens.size()
                && tokens.get(at + 1).kind() == Kind.LITERAL
                && !tokens.get(at + 1).spaced()
                && Character.isLetterOrDigit(tokens.get(at + 1).text().charAt(0));
        return sign && number && beginsAValue(before);
    }

    private static boolean beginsAValue(@Nullable Token before) {
        return switch (before == null ? Kind.SIGN : before.kind()) {
            case WORD -> before != null && BEFORE_A_VALUE.contains(before.text());
            case SIGN -> before == null || !(before.is(")") || before.is("]"));
            case QUOTED, LITERAL, PARAMETER -> false;
        };
    }

    /// A semicolon at the very end says nothing.
    private boolean endsTheStatement(Token token) {
        return token.is(";") && tokens.subList(at, tokens.size()).stream().allMatch(it -> it.is(";"));
    }

    private void write(Token token, String text) {
        boolean tight = before == null
                || TIGHT_AFTER.contains(before.text())
                || TIGHT_BEFORE.contains(token.text())
                || (token.is("(") && !token.spaced() && before.kind() != Kind.SIGN);
        out.append(tight ? "" : " ").append(text);
        before = token;
    }
}
