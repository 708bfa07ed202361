package dev.perfdeck.core.query.sql;

import java.util.List;

/// Looks into `jsonb`.
public final class Json {
    private Json() {}

    /// `->>`: the field as text, NULL where there is none.
    public static Expression<String> text(Expression<String> json, String field) {
        return operation(SqlType.TEXT, json, " ->> ", new Bind<>(SqlType.TEXT, field));
    }

    /// `#>>`: the value at the end of a path as text.
    public static Expression<String> text(Expression<String> json, List<String> path) {
        return operation(SqlType.TEXT, json, " #>> ", new Bind<>(SqlType.TEXT.array(), List.copyOf(path)));
    }

    /// `->`: the field as JSON.
    public static Expression<String> field(Expression<String> json, String field) {
        return operation(SqlType.JSONB, json, " -> ", new Bind<>(SqlType.TEXT, field));
    }

    /// `@>`: whether all of `part`, itself JSON, is found in it; a GIN index answers this.
    public static Condition contains(Expression<String> json, String part) {
        return jsonb(json).compared(" @> ", part);
    }

    /// `?`: whether there is such a field at the top.
    public static Condition has(Expression<String> json, String field) {
        var bind = new Bind<>(SqlType.TEXT, field);
        // The driver takes a single question mark for a parameter.
        return new Condition(out -> out.part(json.part()).word(" ?? ").bind(bind));
    }

    private static Expression<String> jsonb(Expression<String> json) {
        return new Expression<>(SqlType.JSONB, json.part());
    }

    private static Expression<String> operation(
            SqlType<String> type, Expression<String> json, String operator, Bind<?> bind) {
        return new Expression<>(
                type,
                out -> out.word("(").part(json.part()).word(operator).bind(bind).word(")"));
    }
}
