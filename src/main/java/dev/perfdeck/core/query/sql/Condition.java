package dev.perfdeck.core.query.sql;

import java.util.List;

/// Something that is true, false or unknown for a row. Immutable.
public final class Condition {
    /// Holds for every row.
    public static final Condition TRUE = new Condition(out -> out.word("true"));

    /// Holds for no row.
    public static final Condition FALSE = new Condition(out -> out.word("false"));

    private final Part part;

    Condition(Part part) {
        this.part = part;
    }

    /// In parentheses, so that it can stand anywhere.
    Part part() {
        return out -> out.word("(").part(part).word(")");
    }

    /// True for none.
    public static Condition all(List<Condition> conditions) {
        return conditions.isEmpty() ? TRUE : joined(conditions, " and ");
    }

    /// False for none.
    public static Condition any(List<Condition> conditions) {
        return conditions.isEmpty() ? FALSE : joined(conditions, " or ");
    }

    /// Whether there is a row in `select` at all.
    public static Condition exists(Select select) {
        return new Condition(out -> out.word("exists (").part(select.part()).word(")"));
    }

    /// `(a, b) > (?, ?)`: one comparison, which one scan of an index over `a, b` can answer.
    public static Condition rowAfter(List<Bound<?>> row) {
        return row(row, " > ");
    }

    /// `(a, b) < (?, ?)`
    public static Condition rowBefore(List<Bound<?>> row) {
        return row(row, " < ");
    }

    /// An expression and the value it is compared with.
    public record Bound<T>(Expression<T> expression, T value) {}

    public Condition and(Condition other) {
        return joined(List.of(this, other), " and ");
    }

    public Condition or(Condition other) {
        return joined(List.of(this, other), " or ");
    }

    public Condition not() {
        return new Condition(out -> out.word("not ").part(part()));
    }

    private static Condition row(List<Bound<?>> row, String operator) {
        var left = row.stream().map(one -> one.expression().part()).toList();
        var right = row.stream().map(Condition::bind).toList();
        return new Condition(out -> out.word("(")
                .list(left, ", ")
                .word(")")
                .word(operator)
                .word("(")
                .list(right, ", ")
                .word(")"));
    }

    private static <T> Part bind(Bound<T> bound) {
        var bind = new Bind<>(bound.expression().type(), bound.value());
        return out -> out.bind(bind);
    }

    private static Condition joined(List<Condition> conditions, String word) {
        if (conditions.size() == 1) {
            return conditions.getFirst();
        }
        var parts = conditions.stream().map(Condition::part).toList();
        return new Condition(out -> out.list(parts, word));
    }
}
