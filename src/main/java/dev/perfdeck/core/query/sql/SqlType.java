package dev.perfdeck.core.query.sql;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL type and the Java type that stands for it. Immutable.
public final class SqlType<T> {
    public static final SqlType<Boolean> BOOL = plain("bool", Boolean.class, Boolean::valueOf);
    public static final SqlType<Integer> INT4 = plain("int4", Integer.class, Integer::valueOf);
    public static final SqlType<Long> INT8 = plain("int8", Long.class, Long::valueOf);
    public static final SqlType<Float> FLOAT4 = plain("float4", Float.class, Float::valueOf);
    public static final SqlType<Double> FLOAT8 = plain("float8", Double.class, Double::valueOf);
    public static final SqlType<BigDecimal> NUMERIC = plain("numeric", BigDecimal.class, BigDecimal::new);
    public static final SqlType<String> TEXT = plain("text", String.class, text -> text);
    public static final SqlType<UUID> UUID = plain("uuid", UUID.class, java.util.UUID::fromString);
    public static final SqlType<LocalDate> DATE = plain("date", LocalDate.class, LocalDate::parse);

    /// Microseconds; what PostgreSQL calls infinity is the first or last moment of `OffsetDateTime`.
    public static final SqlType<Instant> TIMESTAMPTZ =
            new SqlType<>("timestamptz", false, Moments::read, Moments::sent, Instant::parse);

    public static final SqlType<String> JSONB = cast("jsonb");

    private final String name;
    private final boolean cast;
    private final Read<T> read;
    private final Function<T, Object> sent;
    private final Function<String, T> parse;

    /// Reads a column of the row at hand.
    @FunctionalInterface
    interface Read<T> {
        @Nullable
        T at(ResultSet rows, int index) throws SQLException;
    }

    private SqlType(String name, boolean cast, Read<T> read, Function<T, Object> sent, Function<String, T> parse) {
        this.name = name;
        this.cast = cast;
        this.read = read;
        this.sent = sent;
        this.parse = parse;
    }

    /// An enum, a domain or a type of an extension, sent and read as text.
    public static SqlType<String> named(String type) {
        return cast(new Name(type).quoted());
    }

    public SqlType<List<T>> array() {
        return new SqlType<>(name + "[]", true, Lists.reading(this), Lists.sending(this), text -> {
            throw new IllegalArgumentException("no array is read from text: " + text.length() + " characters");
        });
    }

    private static <T> SqlType<T> plain(String name, Class<T> java, Function<String, T> parse) {
        return new SqlType<>(name, false, (rows, i) -> rows.getObject(i, java), value -> (Object) value, parse);
    }

    private static SqlType<String> cast(String name) {
        return new SqlType<>(name, true, ResultSet::getString, value -> value, text -> text);
    }

    /// As the server calls it; quoted where it is not a built-in one.
    public String name() {
        return name;
    }

    /// The value of a column, null where it is NULL.
    public @Nullable T read(ResultSet rows, int index) throws SQLException {
        return read.at(rows, index);
    }

    /// The value that `toString` of one wrote.
    public T parse(String text) {
        return parse.apply(text);
    }

    String placeholder() {
        return cast ? "cast(? as " + name + ")" : "?";
    }

    Object sent(T value) {
        return sent.apply(value);
    }

    void set(PreparedStatement statement, int index, T value) throws SQLException {
        var object = sent.apply(value);
        if (object instanceof Lists.Sent list) {
            statement.setArray(index, statement.getConnection().createArrayOf(list.type(), list.elements()));
        } else {
            statement.setObject(index, object);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
