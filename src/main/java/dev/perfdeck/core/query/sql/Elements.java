package dev.perfdeck.core.query.sql;

import java.util.List;

/// Looks into arrays.
public final class Elements {
    private Elements() {}

    /// `@>`: whether all of `values` are in it; a GIN index answers this.
    public static <T> Condition containsAll(Expression<List<T>> array, List<T> values) {
        return array.compared(" @> ", List.copyOf(values));
    }

    public static <T> Condition contains(Expression<List<T>> array, T value) {
        return containsAll(array, List.of(value));
    }

    /// `&&`: whether any of `values` is in it.
    public static <T> Condition containsAny(Expression<List<T>> array, List<T> values) {
        return array.compared(" && ", List.copyOf(values));
    }

    /// `<@`: whether nothing but `values` is in it.
    public static <T> Condition within(Expression<List<T>> array, List<T> values) {
        return array.compared(" <@ ", List.copyOf(values));
    }

    /// The number of elements; 0 for none.
    public static Expression<Integer> count(Expression<? extends List<?>> array) {
        return new Expression<>(
                SqlType.INT4, out -> out.word("cardinality(").part(array.part()).word(")"));
    }
}
