package dev.perfdeck.core.query.sql;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes records of rows: the component `createdAt` is the column `created_at`. Further columns are left alone.
/// Immutable, for any thread.
public final class RecordMapper<R extends Record> {
    private final Constructor<R> constructor;
    private final List<RecordComponent> components;

    /// Makes a record of the row at hand.
    @FunctionalInterface
    public interface Row<R> {
        R read() throws SQLException;
    }

    private RecordMapper(Constructor<R> constructor, List<RecordComponent> components) {
        this.constructor = constructor;
        this.components = components;
    }

    /// @throws IllegalArgumentException for a component of a type that no column is read as
    public static <R extends Record> RecordMapper<R> of(Class<R> type) {
        var components = List.of(type.getRecordComponents());
        components.forEach(component -> Values.reader(component.getGenericType()));
        var types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordMapper<>(constructor, components);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has its canonical constructor: " + type.getName(), e);
        }
    }

    /// `workflowId` is `workflow_id`
    public static String column(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /// The columns it needs, in the order of the components.
    public List<String> columns() {
        return components.stream().map(component -> column(component.getName())).toList();
    }

    /// All rows that are left.
    public List<R> all(ResultSet rows) throws SQLException {
        var row = on(rows);
        var all = new ArrayList<R>();
        while (rows.next()) {
            all.add(row.read());
        }
        return List.copyOf(all);
    }

    /// Looks the columns up once.
    ///
    /// @throws SQLException where a component has no column
    public Row<R> on(ResultSet rows) throws SQLException {
        var places = new int[components.size()];
        var readers = new ArrayList<Values.Reader>();
        for (int i = 0; i < places.length; i++) {
            places[i] = rows.findColumn(column(components.get(i).getName()));
            readers.add(Values.reader(components.get(i).getGenericType()));
        }
        return () -> made(values(rows, places, readers));
    }

    private @Nullable Object[] values(ResultSet rows, int[] places, List<Values.Reader> readers) throws SQLException {
        var values = new @Nullable Object[places.length];
        for (int i = 0; i < places.length; i++) {
            values[i] = readers.get(i).at(rows, places[i]);
            if (values[i] == null && components.get(i).getType().isPrimitive()) {
                throw new SQLException(components.get(i).getName() + " of "
                        + constructor.getDeclaringClass().getSimpleName() + " is primitive, and its column is NULL");
            }
        }
        return values;
    }

    private R made(@Nullable Object[] values) throws SQLException {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new SQLException(
                    "a row is refused by " + constructor.getDeclaringClass().getSimpleName(), e.getCause());
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(Arrays.toString(constructor.getParameterTypes()), e);
        }
    }
}
