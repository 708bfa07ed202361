package dev.perfdeck.core.query.sql;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Lists as PostgreSQL arrays.
final class Lists {
    /// What the driver makes an array of.
    record Sent(String type, Object[] elements) {}

    private Lists() {}

    static <T> Function<List<T>, Object> sending(SqlType<T> element) {
        return list -> new Sent(
                element.name(),
                list.stream().map(value -> driver(element.sent(value))).toArray());
    }

    private static Object driver(Object value) {
        return switch (value) {
            case OffsetDateTime moment -> Moments.text(moment);
            case Sent _ -> throw new IllegalArgumentException("arrays of arrays are not supported");
            default -> value;
        };
    }

    static <T> SqlType.Read<List<T>> reading(SqlType<T> element) {
        return (rows, index) -> {
            var array = rows.getArray(index);
            return array == null ? null : elements(array, element);
        };
    }

    /// An array is read as the result set of its elements, so that each is read as its type is.
    private static <T> List<T> elements(Array array, SqlType<T> element) throws SQLException {
        try (ResultSet rows = array.getResultSet()) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                var value = element.read(rows, 2);
                if (value != null) {
                    all.add(value);
                }
            }
            return List.copyOf(all);
        }
    }
}
