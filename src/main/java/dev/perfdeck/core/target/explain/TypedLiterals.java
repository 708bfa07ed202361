package dev.perfdeck.core.target.explain;

import java.util.regex.Pattern;

/// pg_stat_statements writes `interval '1 day'` as `interval $1`, which the server itself does not take back. Pure.
final class TypedLiterals {
    private static final Pattern TYPED = Pattern.compile(
            "\\b(interval|date|timestamptz|timestamp|timetz|time|numeric|jsonb?|inet|uuid|point|bytea|text"
                    + "|(?:timestamp|time) with(?:out)? time zone)\\s+(\\$\\d{1,6})\\b",
            Pattern.CASE_INSENSITIVE);

    private TypedLiterals() {}

    static String mended(String sql) {
        return TYPED.matcher(sql).replaceAll("($2)::$1");
    }
}
