package dev.perfdeck.core.advise.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One condition of a plan: a column or expression of one relation, an operator, and what it is held against. Pure.
///
/// @param alias    of the relation; empty where the plan has only one and so does not say
/// @param key      the column without its alias, or an expression as an index wants it, in brackets
/// @param operator `=`, `<`, `~~*`, `@>`, `IS NULL` …; empty for a condition that is a boolean column itself
/// @param other    what it is held against, as written
/// @param join     held against a column of another relation
/// @param constant held against a constant, and not a place that each call fills
/// @param whole    the condition as an index's predicate would have it, without aliases
record Condition(
        String alias, String key, String operator, String other, boolean join, boolean constant, String whole) {
    private static final Set<String> OPERATORS = Set.of(
            "=", "<", ">", "<=", ">=", "<>", "~~", "~~*", "!~~", "~", "~*", "@>", "<@", "&&", "?", "?|", "?&", "@@",
            "IS");

    boolean expression() {
        return key.startsWith("(");
    }

    /// All parts of a condition that must hold together.
    static List<Condition> in(String text) {
        var found = new ArrayList<Condition>();
        conjuncts(Tokens.of(text), found);
        return found;
    }

    private static void conjuncts(List<String> tokens, List<Condition> found) {
        var bare = bare(tokens);
        var parts = split(bare, "AND");
        if (parts.size() > 1 && !bare.contains("BETWEEN")) {
            parts.forEach(part -> conjuncts(part, found));
        } else if (split(bare, "OR").size() == 1) {
            compared(bare).ifPresentOrElse(found::addAll, () -> flag(bare, found));
        }
    }

    /// `(active)` and `(NOT active)`.
    private static void flag(List<String> tokens, List<Condition> found) {
        boolean not = tokens.size() == 2 && tokens.getFirst().equals("NOT");
        var column = Column.of(tokens.subList(not ? 1 : 0, tokens.size()));
        column.ifPresent(it ->
                found.add(new Condition(it.alias(), it.name(), "", "", false, true, (not ? "NOT " : "") + it.name())));
    }

    private static Optional<List<Condition>> compared(List<String> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0 && OPERATORS.contains(tokens.get(i))) {
                return Optional.of(
                        sides(tokens, tokens.subList(0, i), tokens.get(i), tokens.subList(i + 1, tokens.size())));
            }
        }
        return Optional.empty();
    }

    private static List<Condition> sides(List<String> all, List<String> left, String operator, List<String> right) {
        var found = new ArrayList<Condition>();
        side(all, left, operator, right).ifPresent(found::add);
        side(all, right, turned(operator), left).ifPresent(found::add);
        return found;
    }

    private static Optional<Condition> side(List<String> all, List<String> mine, String operator, List<String> other) {
        var key = Column.of(mine).or(() -> Column.expression(mine));
        if (key.isEmpty()) {
            return Optional.empty();
        }
        var others = Column.in(other);
        if (others.stream().anyMatch(it -> it.alias().equals(key.get().alias()))) {
            return Optional.empty();
        }
        boolean constant = others.isEmpty() && other.stream().noneMatch(token -> token.startsWith("$"));
        return Optional.of(new Condition(
                key.get().alias(),
                key.get().name(),
                operator.equals("IS") ? "IS " + String.join(" ", other) : operator,
                String.join(" ", other),
                !others.isEmpty(),
                constant,
                Column.written(all)));
    }

    private static String turned(String operator) {
        return switch (operator) {
            case "<" -> ">";
            case ">" -> "<";
            case "<=" -> ">=";
            case ">=" -> "<=";
            case "@>" -> "<@";
            case "<@" -> "@>";
            default -> operator;
        };
    }

    /// Without the brackets around the whole.
    static List<String> bare(List<String> tokens) {
        var now = tokens;
        while (now.size() > 2 && now.getFirst().equals("(") && closes(now) == now.size() - 1) {
            now = now.subList(1, now.size() - 1);
        }
        return now;
    }

    private static int closes(List<String> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    static List<List<String>> split(List<String> tokens, String at) {
        var parts = new ArrayList<List<String>>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).equals(at)) {
                parts.add(tokens.subList(from, i));
                from = i + 1;
            }
        }
        parts.add(tokens.subList(from, tokens.size()));
        return parts;
    }

    private static int depth(String token) {
        return switch (token) {
            case "(", "[" -> 1;
            case ")", "]" -> -1;
            default -> 0;
        };
    }
}
