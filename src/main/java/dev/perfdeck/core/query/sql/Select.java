package dev.perfdeck.core.query.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A SELECT. Every method returns a new one; columns are always named, values always bound. Immutable, for any thread.
public final class Select {
    private final Clauses clauses;

    private Select(Clauses clauses) {
        this.clauses = clauses;
    }

    public static Select from(Table table) {
        return new Select(new Clauses(table));
    }

    /// Further columns of the result.
    public Select columns(Selectable... more) {
        return columns(List.of(more));
    }

    public Select columns(List<? extends Selectable> more) {
        return with(next -> next.columns.addAll(more));
    }

    public Select distinct() {
        return with(next -> next.distinct = true);
    }

    public Select join(Table table, Condition on) {
        return with(next -> next.joins.add(new Clauses.Join(" join ", table, on)));
    }

    public Select leftJoin(Table table, Condition on) {
        return with(next -> next.joins.add(new Clauses.Join(" left join ", table, on)));
    }

    /// One more condition that each row has to meet.
    public Select where(Condition condition) {
        return with(next -> next.where.add(condition));
    }

    public Select groupBy(Expression<?>... keys) {
        return with(next -> next.groups.addAll(List.of(keys)));
    }

    public Select having(Condition condition) {
        return with(next -> next.having.add(condition));
    }

    /// Instead of the order so far.
    public Select orderBy(Order... order) {
        return orderBy(List.of(order));
    }

    public Select orderBy(List<Order> order) {
        return with(next -> {
            next.order.clear();
            next.order.addAll(order);
        });
    }

    public Select limit(long rows) {
        return with(next -> next.limit = notNegative("limit", rows));
    }

    public Select offset(long rows) {
        return with(next -> next.offset = notNegative("offset", rows));
    }

    /// The same rows, of which only one column is wanted.
    public Select only(Selectable column) {
        return with(next -> {
            next.columns.clear();
            next.columns.add(column);
        });
    }

    public List<Order> order() {
        return List.copyOf(clauses.order);
    }

    public List<Selectable> columns() {
        return List.copyOf(clauses.columns);
    }

    /// Whether a row of the result is a row of the tables: neither grouped nor distinct.
    public boolean rowsAreOfTheTables() {
        return !clauses.distinct
                && clauses.groups.isEmpty()
                && clauses.having.isEmpty()
                && clauses.columns.stream()
                        .allMatch(column -> !column.expression().aggregate());
    }

    /// Whether it has a limit or an offset.
    public boolean cut() {
        return clauses.limit >= 0 || clauses.offset > 0;
    }

    /// Whether `expression` may be NULL in a row of the result; a left join makes it so.
    public boolean nullable(Expression<?> expression) {
        return expression.nullable()
                || !(expression instanceof Column<?> column)
                || clauses.joins.stream()
                        .filter(join -> join.how().contains("left"))
                        .anyMatch(join ->
                                join.table().alias().equals(column.table().alias()));
    }

    public BoundSql render() {
        var out = new Rendering();
        out.part(part());
        return out.done();
    }

    /// The text with `?` for each of [#binds()].
    public String sql() {
        return render().sql();
    }

    public List<Bind<?>> binds() {
        return render().binds();
    }

    /// All rows as records, whose components are found by name: `createdAt` is `created_at`.
    public <R extends Record> List<R> list(Connection connection, Class<R> type) throws SQLException {
        return render().run(connection, RecordMapper.of(type)::all);
    }

    /// The first row; no more than that is read.
    public <R extends Record> Optional<R> first(Connection connection, Class<R> type) throws SQLException {
        long rows = clauses.limit < 0 ? 1 : Math.min(1, clauses.limit);
        return limit(rows).list(connection, type).stream().findFirst();
    }

    Part part() {
        var labels = new HashSet<String>();
        for (var column : clauses.columns) {
            if (!labels.add(column.label())) {
                throw new IllegalStateException("two columns are labelled " + column.label());
            }
        }
        if (labels.isEmpty()) {
            throw new IllegalStateException("a select names its columns; there is no select *");
        }
        return clauses::render;
    }

    private Select with(Consumer<Clauses> change) {
        var next = clauses.copy();
        change.accept(next);
        return new Select(next);
    }

    private static long notNegative(String what, long rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("a negative " + what + ": " + rows);
        }
        return rows;
    }

    @Override
    public String toString() {
        return sql();
    }
}
