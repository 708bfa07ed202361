package dev.perfdeck.core.query.guard;

import dev.perfdeck.core.query.call.SqlTokens;
import dev.perfdeck.core.query.call.Token;
import dev.perfdeck.core.query.call.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Writes the one statement that gives what many executions of a statement give, its varying values as arrays.
///
/// A plain select by one column becomes `column = any(?)`, and gives that column too, so that the rows can be told
/// apart. Any other select is joined to its values: `unnest(…) with ordinality cross join lateral (…)`, so that
/// limits, aggregates and orders stay those of each value; the number of the value comes first.
final class Batching {
    private final List<Token> tokens;
    private final List<Integer> varying = new ArrayList<>();

    private Batching(String shape, boolean[] varies) {
        tokens = SqlTokens.of(shape);
        int place = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == Kind.PARAMETER && place < varies.length && varies[place++]) {
                varying.add(i);
            }
        }
    }

    /// Empty where there is nothing to propose.
    ///
    /// @param varying for each `?` of the shape, whether its value is another each time
    static String of(String shape, boolean[] varying) {
        return new Batching(shape, varying).text();
    }

    private String text() {
        if (tokens.isEmpty() || varying.isEmpty()) {
            return "";
        }
        var one = varying.size() == 1 ? ByColumn.of(tokens, varying.getFirst()) : null;
        return switch (tokens.getFirst().text()) {
            case "select" -> one != null ? one.select() : lateral();
            case "with" -> lateral();
            case "insert" -> insert();
            case "update", "delete" -> one != null ? one.any() : batch();
            case "merge" -> batch();
            default -> "";
        };
    }

    private String lateral() {
        var inner = new ArrayList<Token>();
        var names = new ArrayList<String>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!varying.contains(i)) {
                inner.add(tokens.get(i));
            } else if (ByColumn.isList(tokens, i)) {
                // An array of lists is no array of PostgreSQL's.
                return "";
            } else {
                names.add("v" + (names.size() + 1));
                inner.add(new Token(
                        Kind.WORD, "batch." + names.getLast(), tokens.get(i).spaced()));
            }
        }
        return "select batch.n, each.* from unnest(" + "?, ".repeat(names.size() - 1) + "?) with ordinality as batch("
                + String.join(", ", names) + ", n) cross join lateral (" + ByColumn.join(inner)
                + ") as each order by batch.n";
    }

    /// `values (?, ?)` with nothing else in it takes arrays as well.
    private String insert() {
        int values = -1;
        for (int i = 0; i < tokens.size(); i++) {
            values = tokens.get(i).is("values") && ByColumn.depth(tokens, i) == 0 ? i : values;
        }
        int close = values + 2;
        while (values > 0 && close < tokens.size() && (tokens.get(close).is(",") || varying.contains(close))) {
            close++;
        }
        boolean plain = values > 0
                && close < tokens.size()
                && tokens.get(close).is(")")
                && varying.getFirst() > values
                && varying.getLast() < close;
        return plain
                ? ByColumn.join(tokens.subList(0, values)) + " select * from unnest"
                        + ByColumn.join(tokens.subList(values + 1, tokens.size()))
                                .strip()
                : batch();
    }

    private String batch() {
        return "addBatch() for each, and one executeBatch(): " + ByColumn.join(tokens);
    }
}
