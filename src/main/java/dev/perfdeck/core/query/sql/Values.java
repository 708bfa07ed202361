package dev.perfdeck.core.query.sql;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a component of a record is read from a column.
final class Values {
    /// The value of a column of the row at hand, null for NULL.
    @FunctionalInterface
    interface Reader {
        @Nullable
        Object at(ResultSet rows, int index) throws SQLException;
    }

    private static final Map<Type, Reader> READERS = Map.ofEntries(
            Map.entry(boolean.class, (rows, i) -> unlessNull(rows, rows.getBoolean(i))),
            Map.entry(Boolean.class, (rows, i) -> unlessNull(rows, rows.getBoolean(i))),
            Map.entry(short.class, (rows, i) -> unlessNull(rows, rows.getShort(i))),
            Map.entry(Short.class, (rows, i) -> unlessNull(rows, rows.getShort(i))),
            Map.entry(int.class, (rows, i) -> unlessNull(rows, rows.getInt(i))),
            Map.entry(Integer.class, (rows, i) -> unlessNull(rows, rows.getInt(i))),
            Map.entry(long.class, (rows, i) -> unlessNull(rows, rows.getLong(i))),
            Map.entry(Long.class, (rows, i) -> unlessNull(rows, rows.getLong(i))),
            Map.entry(float.class, (rows, i) -> unlessNull(rows, rows.getFloat(i))),
            Map.entry(Float.class, (rows, i) -> unlessNull(rows, rows.getFloat(i))),
            Map.entry(double.class, (rows, i) -> unlessNull(rows, rows.getDouble(i))),
            Map.entry(Double.class, (rows, i) -> unlessNull(rows, rows.getDouble(i))),
            Map.entry(String.class, ResultSet::getString),
            Map.entry(byte[].class, ResultSet::getBytes),
            Map.entry(BigDecimal.class, ResultSet::getBigDecimal),
            Map.entry(Instant.class, Moments::read),
            Map.entry(OffsetDateTime.class, (rows, i) -> rows.getObject(i, OffsetDateTime.class)),
            Map.entry(LocalDateTime.class, (rows, i) -> rows.getObject(i, LocalDateTime.class)),
            Map.entry(LocalDate.class, (rows, i) -> rows.getObject(i, LocalDate.class)),
            Map.entry(UUID.class, (rows, i) -> rows.getObject(i, UUID.class)));

    private static final Map<Type, SqlType<?>> ELEMENTS = Map.of(
            String.class, SqlType.TEXT,
            Long.class, SqlType.INT8,
            Integer.class, SqlType.INT4,
            Double.class, SqlType.FLOAT8,
            Boolean.class, SqlType.BOOL,
            UUID.class, SqlType.UUID,
            Instant.class, SqlType.TIMESTAMPTZ);

    private Values() {}

    static Reader reader(Type type) {
        var simple = READERS.get(type);
        if (simple != null) {
            return simple;
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        throw unknown(type);
    }

    /// `Optional<X>` of what may be NULL, `List<X>` of an array.
    private static Reader generic(ParameterizedType type) {
        var argument = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            var inner = reader(argument);
            return (rows, i) -> Optional.ofNullable(inner.at(rows, i));
        }
        var element = ELEMENTS.get(argument);
        if (type.getRawType() != List.class || element == null) {
            throw unknown(type);
        }
        return Lists.reading(element)::at;
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException("no column is read as " + type.getTypeName());
    }

    private static @Nullable Object unlessNull(ResultSet rows, Object value) throws SQLException {
        return rows.wasNull() ? null : value;
    }
}
