package dev.perfdeck.core.query.guard;

import dev.perfdeck.core.query.call.Token;
import dev.perfdeck.core.query.call.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A statement whose one varying value stands in `where column = ?`, `and column = ?` or `column in (?)` at its top,
/// and in which nothing is said of the rows as a whole: it gives the same rows for many values at once.
///
/// @param value where the value stands
/// @param sign  where `=` or `in` stands
/// @param end   behind the condition
record ByColumn(List<Token> tokens, int value, int sign, int end) {
    /// With one of these, what holds for all values together is not what holds for each.
    private static final Set<String> OF_THE_WHOLE = Set.of(
            "distinct",
            "group",
            "having",
            "limit",
            "offset",
            "fetch",
            "union",
            "intersect",
            "except",
            "over",
            "window",
            "or",
            "for");

    private static final Set<String> ENDS = Set.of("and", "order", "returning");

    static @Nullable ByColumn of(List<Token> tokens, int value) {
        boolean list = isList(tokens, value);
        int sign = list ? value - 2 : value - 1;
        int end = list ? value + 2 : afterCast(tokens, value + 1);
        if (sign < 2 || !tokens.get(sign).is(list ? "in" : "=") || depth(tokens, sign) != 0) {
            return null;
        }
        var found = new ByColumn(tokens, value, sign, end);
        return found.isCondition() && !found.saysSomethingOfTheWhole() ? found : null;
    }

    static boolean isList(List<Token> tokens, int value) {
        return value >= 2
                && tokens.get(value - 1).is("(")
                && tokens.get(value - 2).is("in");
    }

    static int depth(List<Token> tokens, int at) {
        int depth = 0;
        for (var token : tokens.subList(0, at)) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return depth;
    }

    /// As they stood; `in (?)`, which stands for any number of values, takes them as one array.
    static String join(List<Token> tokens) {
        var text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            boolean not = token.is("not") && listAt(tokens, i + 1);
            if (not || listAt(tokens, i)) {
                text.append(not ? " <> all(?)" : " = any(?)");
                i += not ? 4 : 3;
            } else {
                text.append(token.spaced() ? " " : "").append(token.text());
            }
        }
        return text.toString();
    }

    private static boolean listAt(List<Token> tokens, int at) {
        return at + 3 < tokens.size()
                && tokens.get(at).is("in")
                && tokens.get(at + 1).is("(")
                && tokens.get(at + 2).kind() == Kind.PARAMETER
                && tokens.get(at + 3).is(")");
    }

    /// With the column, so that one can tell whose the rows are.
    String select() {
        var column = tokens.subList(columnStart(), sign);
        var name = join(column).strip();
        var last = column.getLast().text();
        boolean given = items().stream()
                .anyMatch(item -> item.equals("*")
                        || item.equals(name)
                        || item.equals(last)
                        || (item.endsWith(".*") && name.startsWith(item.substring(0, item.length() - 1))));
        var text = any();
        return given ? text : "select " + name + "," + text.substring("select".length());
    }

    String any() {
        boolean cast = !isList(tokens, value) && end > value + 1;
        return join(tokens.subList(0, sign)) + " = any(?"
                + (cast ? "::" + tokens.get(end - 1).text() + "[]" : "") + ")"
                + join(tokens.subList(end, tokens.size()));
    }

    private boolean isCondition() {
        int column = columnStart();
        boolean begins = column > 0
                && (tokens.get(column - 1).is("where") || tokens.get(column - 1).is("and"));
        return begins
                && isAfterWhere(column)
                && (end >= tokens.size() || ENDS.contains(tokens.get(end).text()));
    }

    private boolean isAfterWhere(int column) {
        for (int i = column - 1; i >= 0; i--) {
            if (tokens.get(i).is("where") && depth(tokens, i) == 0) {
                return true;
            }
        }
        return false;
    }

    /// A function in the select list may be an aggregate.
    private boolean saysSomethingOfTheWhole() {
        int from = fromAt();
        for (int i = 0; i < tokens.size(); i++) {
            boolean call = i > 0 && i < from && tokens.get(i).is("(") && isName(i - 1);
            if (call
                    || (tokens.get(i).kind() == Kind.WORD
                            && OF_THE_WHOLE.contains(tokens.get(i).text()))) {
                return true;
            }
        }
        return false;
    }

    private int fromAt() {
        for (int i = 0; tokens.getFirst().is("select") && i < tokens.size(); i++) {
            if (tokens.get(i).is("from") && depth(tokens, i) == 0) {
                return i;
            }
        }
        return 0;
    }

    /// `column`, `t.column` or `s.t.column`, read backwards from the sign; -1 where it is something else.
    private int columnStart() {
        int start = sign - 1;
        if (!isName(start)) {
            return -1;
        }
        while (start >= 2 && tokens.get(start - 1).is(".") && isName(start - 2)) {
            start -= 2;
        }
        return start;
    }

    private boolean isName(int at) {
        return tokens.get(at).kind() == Kind.WORD || tokens.get(at).kind() == Kind.QUOTED;
    }

    private static int afterCast(List<Token> tokens, int at) {
        return at + 1 < tokens.size() && tokens.get(at).is("::") ? at + 2 : at;
    }

    private List<String> items() {
        var items = new ArrayList<String>();
        int from = fromAt();
        int start = 1;
        for (int i = 1; i <= from; i++) {
            if (i == from || (tokens.get(i).is(",") && depth(tokens, i) == 0)) {
                items.add(join(tokens.subList(start, i)).strip());
                start = i + 1;
            }
        }
        return items;
    }
}
