package dev.perfdeck.core.advise.index;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// An index that could be.
///
/// @param table  as PostgreSQL writes it
/// @param method `btree`, `gin` …
/// @param keys   columns or expressions in order, with operator class or direction
/// @param shown  columns it carries along
/// @param where  predicate of a partial index; empty for a whole one
record Shape(String table, String method, List<String> keys, List<String> shown, String where) {
    private static final int LONGEST_NAME = 63;

    Shape {
        keys = List.copyOf(keys);
        shown = List.copyOf(shown);
    }

    static Shape btree(String table, List<String> keys) {
        return new Shape(table, "btree", keys, List.of(), "");
    }

    Shape carrying(List<String> columns) {
        return new Shape(table, method, keys, columns, where);
    }

    Shape where(String predicate) {
        return new Shape(table, method, keys, shown, predicate);
    }

    /// Without direction and operator class.
    List<String> columns() {
        return keys.stream().map(Shape::column).toList();
    }

    private static String column(String key) {
        if (key.startsWith("(")) {
            return key;
        }
        int end = key.startsWith("\"") ? key.indexOf('"', 1) + 1 : key.indexOf(' ');
        return end <= 0 ? key : key.substring(0, end);
    }

    /// The statement, without `CONCURRENTLY`.
    String ddl(String name) {
        return "CREATE INDEX " + name + " ON " + table + " USING " + method + " (" + String.join(", ", keys) + ")"
                + (shown.isEmpty() ? "" : " INCLUDE (" + String.join(", ", shown) + ")")
                + (where.isEmpty() ? "" : " WHERE " + where);
    }

    /// A name that tells what it is, and that is not taken.
    String name(Set<String> taken) {
        String words = table.substring(table.lastIndexOf('.') + 1) + "_"
                + columns().stream().collect(Collectors.joining("_"))
                + (method.equals("btree") ? "" : "_" + method)
                + (shown.isEmpty() ? "" : "_covering")
                + (where.isEmpty() ? "" : "_partial");
        String plain = "idx_"
                + words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("_$", "");
        String name = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
        for (int i = 2; taken.contains(name); i++) {
            String number = "_" + i;
            name = plain.substring(0, Math.min(LONGEST_NAME - number.length(), plain.length())) + number;
        }
        return name;
    }

    /// Whether the other could stand in for this one.
    boolean beginning(Shape other) {
        return table.equals(other.table)
                && method.equals(other.method)
                && where.equals(other.where)
                && other.keys.size() >= keys.size()
                && other.keys.subList(0, keys.size()).equals(keys)
                && other.shown.containsAll(shown);
    }

    /// Whether an index with these columns already does what this one would do.
    boolean doneBy(String otherTable, String ddl, List<String> columns) {
        String lower = ddl.toLowerCase(Locale.ROOT);
        if (!otherTable.equals(table) || lower.contains(" where ") || !shown.isEmpty()) {
            return false;
        }
        boolean same =
                lower.contains(" using " + method + " ") || (method.equals("btree") && !lower.contains(" using "));
        boolean plain = keys.stream().noneMatch(key -> key.contains(" DESC")) || keys.size() == 1;
        return same
                && plain
                && columns.size() >= keys.size()
                && columns.subList(0, keys.size()).equals(columns());
    }
}
