package dev.perfdeck.core.query.page;

import dev.perfdeck.core.query.sql.Condition;
import dev.perfdeck.core.query.sql.Expression;
import dev.perfdeck.core.query.sql.Order;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One key of the order and its value in the row that the page lies beside; `value` null is NULL.
record Key<T>(
        Expression<T> by,
        Order order,
        boolean nullable,
        @Nullable T value) {
    static <T> Key<T> of(Expression<T> by, Order order, boolean nullable, Optional<String> text) {
        return new Key<>(by, order, nullable, text.map(by.type()::parse).orElse(null));
    }

    static <T> Optional<String> read(Expression<T> by, ResultSet rows, int index) throws SQLException {
        return Optional.ofNullable(by.type().read(rows, index)).map(Object::toString);
    }

    Condition same() {
        return value == null ? by.isNull() : by.eq(value);
    }

    /// The ranges of the index that lie behind the value; one range each, because an index scan has no `or`.
    List<Condition> after() {
        if (value == null) {
            return order.nullsFirst() ? List.of(by.isNotNull()) : List.of();
        }
        var beyond = order.descending() ? by.lt(value) : by.gt(value);
        return nullable && !order.nullsFirst() ? List.of(beyond, by.isNull()) : List.of(beyond);
    }

    /// At the value or behind it; always true where that is no single range.
    Condition bound() {
        if (value == null || (nullable && !order.nullsFirst())) {
            return Condition.TRUE;
        }
        return order.descending() ? by.le(value) : by.ge(value);
    }

    Condition.Bound<T> bind() {
        if (value == null) {
            throw new IllegalStateException("the key " + by + " is said to be NOT NULL and is NULL");
        }
        return new Condition.Bound<>(by, value);
    }
}
