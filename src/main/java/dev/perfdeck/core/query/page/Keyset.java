package dev.perfdeck.core.query.page;

import dev.perfdeck.core.query.sql.Column;
import dev.perfdeck.core.query.sql.Order;
import dev.perfdeck.core.query.sql.RecordMapper;
import dev.perfdeck.core.query.sql.Select;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Pages of a select whose cost does not grow with their depth: each begins behind a row, which its cursor names. Ties
/// are broken by a unique column. Immutable, for any thread.
public final class Keyset {
    private static final int MOST_RANGES = 5;

    private final Select select;
    private final List<Order> order;
    private final CursorKey key;
    private final Form form;
    private final String shape;

    /// @param select with its order, without limit and offset, neither grouped nor distinct
    /// @param unique no two rows of the result share its value, and it is never NULL
    public Keyset(Select select, Column<?> unique, CursorKey key) {
        this(select, total(select, unique), key, Optional.empty());
    }

    private Keyset(Select select, List<Order> order, CursorKey key, Optional<Form> form) {
        if (select.cut() || !select.rowsAreOfTheTables()) {
            throw new IllegalArgumentException(
                    "a keyset needs a select without limit, offset, groups and distinct; make it a Table first");
        }
        this.order = order;
        this.select = withKeys(select, order);
        this.key = key;
        this.form = form.orElseGet(this::fitting);
        this.shape = this.select.orderBy(order).sql();
    }

    /// Another form than the one that fits most indexes; [Form#BOUNDED] where few rows share the first key.
    public Keyset form(Form other) {
        if (other == Form.ROW_VALUE && !uniform()) {
            throw new IllegalArgumentException("a row value needs one direction, and keys that are NOT NULL");
        }
        return new Keyset(this, other);
    }

    private Keyset(Keyset from, Form form) {
        this.select = from.select;
        this.order = from.order;
        this.key = from.key;
        this.form = form;
        this.shape = from.shape;
    }

    public Form form() {
        return form;
    }

    public <R extends Record> KeysetPage<R> first(Connection connection, Class<R> type, int size) throws SQLException {
        var rows = read(connection, type, select.orderBy(order).limit(more(size)));
        return page(rows, size, false, false);
    }

    /// @param cursor of a page of this query, [KeysetPage#next()] or [KeysetPage#previous()]
    /// @throws InvalidCursorException for anything else
    public <R extends Record> KeysetPage<R> at(Connection connection, Class<R> type, int size, String cursor)
            throws SQLException {
        var position = Position.of(key.verify(shape, cursor));
        return page(read(connection, type, seek(position, more(size))), size, position.back(), true);
    }

    /// What [#at] runs.
    public Select select(String cursor, int size) {
        return seek(Position.of(key.verify(shape, cursor)), more(size));
    }

    static String label(int i) {
        return "key$" + i;
    }

    private record Found<R>(R row, List<Optional<String>> keys) {}

    private Select seek(Position position, int rows) {
        var directed = position.back() ? order.stream().map(Order::reversed).toList() : order;
        var keys = new ArrayList<Key<?>>();
        for (int i = 0; i < order.size(); i++) {
            var by = directed.get(i).by();
            keys.add(Key.of(
                    by, directed.get(i), select.nullable(by), position.keys().get(i)));
        }
        return new Seek(select.orderBy(directed), keys).after(form, rows);
    }

    private <R extends Record> List<Found<R>> read(Connection connection, Class<R> type, Select rows)
            throws SQLException {
        return rows.render().run(connection, results -> {
            var row = RecordMapper.of(type).on(results);
            int firstKey = results.findColumn(label(0));
            var all = new ArrayList<Found<R>>();
            while (results.next()) {
                all.add(new Found<>(row.read(), keys(results, firstKey)));
            }
            return all;
        });
    }

    private List<Optional<String>> keys(ResultSet results, int firstKey) throws SQLException {
        var keys = new ArrayList<Optional<String>>();
        for (int i = 0; i < order.size(); i++) {
            keys.add(Key.read(order.get(i).by(), results, firstKey + i));
        }
        return keys;
    }

    /// @param entered whether the page was reached from a page beside it, which then exists
    private <R> KeysetPage<R> page(List<Found<R>> found, int size, boolean back, boolean entered) {
        boolean beyond = found.size() > size;
        var rows = beyond ? found.subList(0, size) : found;
        var shown = back ? rows.reversed() : rows;
        if (shown.isEmpty()) {
            return new KeysetPage<>(List.of(), Optional.empty(), Optional.empty());
        }
        var next = new Position(false, shown.getLast().keys());
        var previous = new Position(true, shown.getFirst().keys());
        return new KeysetPage<>(
                shown.stream().map(Found::row).toList(),
                cursor(next, back ? entered : beyond),
                cursor(previous, back ? beyond : entered));
    }

    private Optional<String> cursor(Position position, boolean wanted) {
        return wanted ? Optional.of(key.sign(shape, position.bytes())) : Optional.empty();
    }

    private Form fitting() {
        if (uniform()) {
            return Form.ROW_VALUE;
        }
        return order.size() > MOST_RANGES ? Form.BOUNDED : Form.UNION_ALL;
    }

    private boolean uniform() {
        return order.stream().map(Order::descending).distinct().count() == 1
                && order.stream().noneMatch(one -> select.nullable(one.by()));
    }

    private static List<Order> total(Select select, Column<?> unique) {
        var order = new ArrayList<>(select.order());
        boolean there = order.stream()
                .anyMatch(one -> one.by() instanceof Column<?> column
                        && column.table() == unique.table()
                        && column.label().equals(unique.label()));
        if (!there) {
            boolean descending = !order.isEmpty() && order.getLast().descending();
            var notNull = unique.notNull();
            order.add(descending ? notNull.desc() : notNull.asc());
        }
        return List.copyOf(order);
    }

    private static Select withKeys(Select select, List<Order> order) {
        return IntStream.range(0, order.size())
                .boxed()
                .reduce(select, (s, i) -> s.columns(order.get(i).by().as(label(i))), (a, b) -> b);
    }

    private static int more(int size) {
        if (size < 1 || size == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a page of " + size);
        }
        return size + 1;
    }
}
