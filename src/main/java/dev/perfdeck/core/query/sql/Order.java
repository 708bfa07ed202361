package dev.perfdeck.core.query.sql;

/// A sort key. Without a word about it NULL is the greatest value, as in PostgreSQL.
public record Order(Expression<?> by, boolean descending, boolean nullsFirst) {
    static Order asc(Expression<?> by) {
        return new Order(by, false, false);
    }

    static Order desc(Expression<?> by) {
        return new Order(by, true, true);
    }

    public Order nullsAtStart() {
        return new Order(by, descending, true);
    }

    public Order nullsAtEnd() {
        return new Order(by, descending, false);
    }

    /// The same rows from the other end.
    public Order reversed() {
        return new Order(by, !descending, !nullsFirst);
    }

    /// The same direction for another expression.
    public Order of(Expression<?> other) {
        return new Order(other, descending, nullsFirst);
    }

    /// Only what differs from the default is said: an index made without a word about NULL is found then.
    String words() {
        var direction = descending ? " desc" : "";
        return descending == nullsFirst ? direction : direction + (nullsFirst ? " nulls first" : " nulls last");
    }
}
