package dev.perfdeck.core.query.sql;

import java.math.BigDecimal;

/// What a group of rows has in common.
public final class Aggregate {
    private Aggregate() {}

    /// Rows.
    public static Expression<Long> count() {
        return new Grouped<>(SqlType.INT8, out -> out.word("count(*)"));
    }

    /// Rows where it is not NULL.
    public static Expression<Long> count(Expression<?> expression) {
        return of(SqlType.INT8, "count(", expression);
    }

    public static Expression<Long> countDistinct(Expression<?> expression) {
        return of(SqlType.INT8, "count(distinct ", expression);
    }

    /// Exact; NULL for no rows.
    public static Expression<BigDecimal> sum(Expression<? extends Number> expression) {
        return of(SqlType.NUMERIC, "sum(", expression);
    }

    public static Expression<BigDecimal> avg(Expression<? extends Number> expression) {
        return of(SqlType.NUMERIC, "avg(", expression);
    }

    public static <T> Expression<T> min(Expression<T> expression) {
        return of(expression.type(), "min(", expression);
    }

    public static <T> Expression<T> max(Expression<T> expression) {
        return of(expression.type(), "max(", expression);
    }

    /// The number one, for a select of which only the number of rows matters.
    public static Expression<Integer> one() {
        return new Expression<>(SqlType.INT4, out -> out.word("1"));
    }

    private static <T> Expression<T> of(SqlType<T> type, String words, Expression<?> expression) {
        return new Expression<>(
                type, out -> out.word(words).part(expression.part()).word(")"));
    }
}
