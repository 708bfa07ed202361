package dev.perfdeck.core.migrate.locks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a change of a column's type costs: nothing where the bytes stay good (`ATColumnChangeRequiresRewrite` of
/// PostgreSQL), else the whole table and its indexes.
public enum TypeChange {
    FREE,
    REWRITE,
    /// The old type is not known.
    UNKNOWN;

    private static final Pattern TYPE = Pattern.compile("([^(]*)(?:\\(([^)]*)\\))?(.*)");
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("character varying", "varchar"),
            Map.entry("character", "bpchar"),
            Map.entry("char", "bpchar"),
            Map.entry("decimal", "numeric"),
            Map.entry("bit varying", "varbit"),
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("bool", "boolean"),
            Map.entry("float8", "double precision"),
            Map.entry("float4", "real"));

    private record Type(String name, List<Integer> limits) {
        static Type of(String text) {
            var parts = TYPE.matcher(text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " "));
            if (!parts.matches()) {
                return new Type(text, List.of());
            }
            var name = (parts.group(1).strip() + " " + parts.group(3).strip()).strip();
            return new Type(NAMES.getOrDefault(name, name), limits(parts.group(2)));
        }

        private static List<Integer> limits(String text) {
            return text == null || !text.matches("[\\d\\s,]{1,20}")
                    ? List.of()
                    : Arrays.stream(text.split(","))
                            .map(String::strip)
                            .filter(limit -> limit.matches("\\d{1,9}"))
                            .map(Integer::valueOf)
                            .toList();
        }

        /// No limit, or none that is tighter.
        boolean holds(Type other) {
            return limits.isEmpty() || (!other.limits.isEmpty() && limits.getFirst() >= other.limits.getFirst());
        }

        int scale() {
            return limits.size() < 2 ? 0 : limits.get(1);
        }
    }

    /// @param from as the catalog or a script writes it
    /// @param utc  the session's time zone is UTC
    public static TypeChange of(Optional<String> from, String to, boolean utc) {
        return from.map(old -> of(Type.of(old), Type.of(to), utc)).orElse(UNKNOWN);
    }

    private static TypeChange of(Type from, Type to, boolean utc) {
        boolean free = switch (from.name() + ">" + to.name()) {
            case "varchar>varchar", "varbit>varbit", "timestamp>timestamp", "timestamptz>timestamptz" -> to.holds(from);
            case "varchar>text", "text>text", "cidr>inet", "citext>text", "text>citext" -> true;
            case "text>varchar" -> to.limits().isEmpty();
            case "numeric>numeric" -> to.limits().isEmpty() || (to.holds(from) && to.scale() == from.scale());
            case "timestamp>timestamptz", "timestamptz>timestamp" -> utc && to.holds(from);
            default -> from.equals(to);
        };
        return free ? FREE : REWRITE;
    }
}
