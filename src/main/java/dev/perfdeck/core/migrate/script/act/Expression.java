package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.core.migrate.script.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A default's expression: does it give the same value for every row of a statement?
///
/// @param text as written
public record Expression(String text, Kind kind) {
    public enum Kind {
        /// Evaluated once, stored in the catalog; the table is not touched.
        STABLE,
        /// Evaluated for each row; the table is rewritten.
        VOLATILE,
        /// Calls a function that is not known here.
        UNKNOWN
    }

    private static final Set<String> VOLATILE = Set.of(
            "random",
            "random_normal",
            "gen_random_uuid",
            "uuidv4",
            "uuidv7",
            "gen_random_bytes",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "clock_timestamp",
            "timeofday",
            "nextval",
            "setval",
            "currval",
            "lastval");
    private static final Set<String> STABLE = Set.of(
            "now",
            "transaction_timestamp",
            "statement_timestamp",
            "current_setting",
            "current_schema",
            "date_trunc",
            "timezone",
            "to_timestamp",
            "to_date",
            "to_char",
            "make_interval",
            "make_date",
            "make_timestamp",
            "make_timestamptz",
            "age",
            "extract",
            "date_part",
            "lower",
            "upper",
            "md5",
            "concat",
            "coalesce",
            "nullif",
            "greatest",
            "least",
            "array",
            "row",
            "cast",
            "jsonb_build_object",
            "jsonb_build_array",
            "json_build_object",
            "json_build_array",
            "to_jsonb",
            "to_json",
            "length",
            "abs",
            "round",
            "floor",
            "ceil",
            "repeat",
            "array_fill",
            "txid_current",
            "pg_current_xact_id",
            "substring",
            "trim",
            "position");
    /// What may stand before a parenthesis and is no function: types with a length.
    private static final Set<String> TYPES = Set.of(
            "varchar",
            "char",
            "character",
            "varying",
            "numeric",
            "decimal",
            "bit",
            "time",
            "timestamp",
            "timestamptz",
            "interval",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "in",
            "and",
            "or",
            "not",
            "when",
            "then",
            "else",
            "any",
            "all");

    static Expression of(List<Token> tokens, String text) {
        var called = new ArrayList<String>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).named() && tokens.get(i + 1).is('(')) {
                called.add(tokens.get(i).text().replace("\"", "").toLowerCase(Locale.ROOT));
            }
        }
        return new Expression(text, judge(called));
    }

    private static Kind judge(List<String> called) {
        if (called.stream().anyMatch(VOLATILE::contains)) {
            return Kind.VOLATILE;
        }
        boolean known = called.stream().allMatch(name -> STABLE.contains(name) || TYPES.contains(name));
        return known ? Kind.STABLE : Kind.UNKNOWN;
    }
}
