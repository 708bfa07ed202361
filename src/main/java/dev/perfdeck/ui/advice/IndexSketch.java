package dev.perfdeck.ui.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// An index that is being put together: a table, its keys in order and what it carries along. Immutable, pure.
record IndexSketch(String table, List<String> keys, List<String> included) {
    /// Reserved words that are met as names of columns.
    private static final Set<String> RESERVED = Set.of(
            "all analyze and any array as asc asymmetric authorization binary both case cast check collate collation column concurrently constraint create cross current_date current_role current_time current_user default deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime natural not notnull null offset on only or order outer overlaps placing primary references returning right select session_user similar some symmetric table tablesample then to trailing true union unique user using variadic verbose when where window with"
                    .split(" "));

    IndexSketch {
        keys = List.copyOf(keys);
        included = List.copyOf(included);
    }

    static IndexSketch of(String table) {
        return new IndexSketch(table, List.of(), List.of());
    }

    /// Puts the column into the keys, before `place`; it leaves wherever it was.
    IndexSketch key(String column, int place) {
        var now = new ArrayList<>(keys);
        int was = now.indexOf(column);
        now.remove(column);
        int target = was >= 0 && was < place ? place - 1 : place;
        now.add(Math.clamp(target, 0, now.size()), column);
        return new IndexSketch(table, now, without(included, column));
    }

    IndexSketch include(String column) {
        var now = new ArrayList<>(without(included, column));
        now.add(column);
        return new IndexSketch(table, without(keys, column), now);
    }

    IndexSketch without(String column) {
        return new IndexSketch(table, without(keys, column), without(included, column));
    }

    private static List<String> without(List<String> columns, String column) {
        return columns.stream().filter(each -> !each.equals(column)).toList();
    }

    boolean empty() {
        return keys.isEmpty();
    }

    String ddl() {
        return "CREATE INDEX ON " + table + " (" + list(keys) + ")"
                + (included.isEmpty() ? "" : " INCLUDE (" + list(included) + ")");
    }

    private static String list(List<String> columns) {
        return columns.stream().map(IndexSketch::quoted).collect(Collectors.joining(", "));
    }

    static String quoted(String name) {
        var plain = name.matches("[a-z_][a-z0-9_$]*") && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
