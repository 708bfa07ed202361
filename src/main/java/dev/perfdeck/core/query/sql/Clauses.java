package dev.perfdeck.core.query.sql;

import java.util.ArrayList;
import java.util.List;

/// What a [Select] is made of. Only changed between its making and the making of its select.
final class Clauses {
    /// A further table; `how` is this package's word for it.
    record Join(String how, Table table, Condition on) {}

    final Table from;
    boolean distinct;
    long limit = -1;
    long offset;
    final List<Selectable> columns = new ArrayList<>();
    final List<Join> joins = new ArrayList<>();
    final List<Condition> where = new ArrayList<>();
    final List<Expression<?>> groups = new ArrayList<>();
    final List<Condition> having = new ArrayList<>();
    final List<Order> order = new ArrayList<>();

    Clauses(Table from) {
        this.from = from;
    }

    Clauses copy() {
        var copy = new Clauses(from);
        copy.distinct = distinct;
        copy.limit = limit;
        copy.offset = offset;
        copy.columns.addAll(columns);
        copy.joins.addAll(joins);
        copy.where.addAll(where);
        copy.groups.addAll(groups);
        copy.having.addAll(having);
        copy.order.addAll(order);
        return copy;
    }

    void render(Rendering out) {
        var listed = columns.stream().map(Clauses::listed).toList();
        out.word(distinct ? "select distinct " : "select ").list(listed, ", ");
        out.word(" from ").part(from.part());
        joins.forEach(join -> join(out, join));
        conditions(out, " where ", where);
        if (!groups.isEmpty()) {
            out.word(" group by ").list(groups.stream().map(this::key).toList(), ", ");
        }
        conditions(out, " having ", having);
        if (!order.isEmpty()) {
            out.word(" order by ").list(order.stream().map(this::sorted).toList(), ", ");
        }
        rows(out);
    }

    private static Part listed(Selectable column) {
        var part = column.expression().part();
        return column instanceof Column<?>
                ? part
                : out -> out.part(part).word(" as ").name(new Name(column.label()));
    }

    private static void join(Rendering out, Join join) {
        out.word(join.how())
                .part(join.table().part())
                .word(" on ")
                .part(join.on().part());
    }

    private static void conditions(Rendering out, String word, List<Condition> conditions) {
        if (!conditions.isEmpty()) {
            out.word(word).list(conditions.stream().map(Condition::part).toList(), " and ");
        }
    }

    private Part sorted(Order order) {
        return out -> out.part(key(order.by())).word(order.words());
    }

    /// An expression that is also returned is named by its place: written again it would have binds of its own, and
    /// PostgreSQL cannot know that they are equal.
    private Part key(Expression<?> expression) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).expression() == expression && !(expression instanceof Column<?>)) {
                int place = i + 1;
                return out -> out.word(Integer.toString(place));
            }
        }
        return expression.part();
    }

    private void rows(Rendering out) {
        if (limit >= 0) {
            out.word(" limit ").bind(new Bind<>(SqlType.INT8, limit));
        }
        if (offset > 0) {
            out.word(" offset ").bind(new Bind<>(SqlType.INT8, offset));
        }
    }
}
