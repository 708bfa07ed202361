package dev.perfdeck.core.query.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/// A value and the PostgreSQL type it is sent as; never null.
public record Bind<T>(SqlType<T> type, T value) {
    public Bind {
        java.util.Objects.requireNonNull(value, "a bound value is not null; ask with isNull()");
        check(value);
    }

    private static void check(Object value) {
        if (value instanceof String text) {
            Sendable.check("a value", text);
        } else if (value instanceof Collection<?> all) {
            all.forEach(Bind::check);
        }
    }

    void set(PreparedStatement statement, int index) throws SQLException {
        type.set(statement, index, value);
    }
}
