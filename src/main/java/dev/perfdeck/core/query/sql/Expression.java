package dev.perfdeck.core.query.sql;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Something with a value of type `T` in each row. Immutable.
public sealed class Expression<T> implements Selectable permits Column, Grouped {
    private final SqlType<T> type;
    private final Part part;

    Expression(SqlType<T> type, Part part) {
        this.type = type;
        this.part = part;
    }

    public final SqlType<T> type() {
        return type;
    }

    final Part part() {
        return part;
    }

    @Override
    public final Expression<T> expression() {
        return this;
    }

    @Override
    public String label() {
        throw new IllegalStateException("an expression that is not a column needs a label: as(\"…\")");
    }

    public final Labelled as(String label) {
        return new Labelled(this, label);
    }

    /// False only where no row can hold NULL here.
    public boolean nullable() {
        return true;
    }

    /// Whether it is about all rows of a group.
    boolean aggregate() {
        return false;
    }

    public final Condition eq(T value) {
        return compared(" = ", value);
    }

    public final Condition eq(Expression<T> other) {
        return compared(" = ", other);
    }

    public final Condition ne(T value) {
        return compared(" <> ", value);
    }

    public final Condition ne(Expression<T> other) {
        return compared(" <> ", other);
    }

    public final Condition lt(T value) {
        return compared(" < ", value);
    }

    public final Condition lt(Expression<T> other) {
        return compared(" < ", other);
    }

    public final Condition le(T value) {
        return compared(" <= ", value);
    }

    public final Condition le(Expression<T> other) {
        return compared(" <= ", other);
    }

    public final Condition gt(T value) {
        return compared(" > ", value);
    }

    public final Condition gt(Expression<T> other) {
        return compared(" > ", other);
    }

    public final Condition ge(T value) {
        return compared(" >= ", value);
    }

    public final Condition ge(Expression<T> other) {
        return compared(" >= ", other);
    }

    public final Condition isNull() {
        return new Condition(out -> out.part(part).word(" is null"));
    }

    public final Condition isNotNull() {
        return new Condition(out -> out.part(part).word(" is not null"));
    }

    /// One bind for however many values, so the text stays the same; no row for none.
    public final Condition in(Collection<? extends T> values) {
        return any(" = any (", values);
    }

    /// Every row whose value is not NULL for no values.
    public final Condition notIn(Collection<? extends T> values) {
        return any(" <> all (", values).and(isNotNull());
    }

    public final Order asc() {
        return Order.asc(this);
    }

    public final Order desc() {
        return Order.desc(this);
    }

    /// `operator` has blanks around it.
    final Condition compared(String operator, T value) {
        var bind = new Bind<>(type, value);
        return new Condition(out -> out.part(part).word(operator).bind(bind));
    }

    final Condition compared(String operator, Expression<T> other) {
        return new Condition(out -> out.part(part).word(operator).part(other.part()));
    }

    private Condition any(String words, Collection<? extends T> values) {
        var bind = new Bind<List<T>>(
                type.array(), values.stream().map(value -> (T) value).collect(Collectors.toUnmodifiableList()));
        return new Condition(out -> out.part(part).word(words).bind(bind).word(")"));
    }
}
