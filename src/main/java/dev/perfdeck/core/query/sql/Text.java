package dev.perfdeck.core.query.sql;

/// Searches in text. What is searched for is taken literally: `%`, `_` and `\` are escaped.
public final class Text {
    private Text() {}

    /// A pattern of the caller's own: `%` is any text, `_` any character, `\` takes the next one literally.
    public static Condition like(Expression<String> text, String pattern) {
        return text.compared(" like ", pattern);
    }

    public static Condition contains(Expression<String> text, String part) {
        return like(text, "%" + escaped(part) + "%");
    }

    /// Whatever the case of its letters.
    public static Condition containsAnyCase(Expression<String> text, String part) {
        return text.compared(" ilike ", "%" + escaped(part) + "%");
    }

    public static Condition startsWith(Expression<String> text, String part) {
        return like(text, escaped(part) + "%");
    }

    public static Condition endsWith(Expression<String> text, String part) {
        return like(text, "%" + escaped(part));
    }

    public static Expression<String> lower(Expression<String> text) {
        return new Expression<>(
                SqlType.TEXT, out -> out.word("lower(").part(text.part()).word(")"));
    }

    private static String escaped(String part) {
        return part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
