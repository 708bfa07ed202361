package dev.perfdeck.core.migrate.health;

import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.IndexOrder.Act;
import java.util.Locale;

/// The statements that mend, and those that take it back. Pure.
final class Orders {
    /// Of PostgreSQL: a longer name is cut.
    private static final int NAME_BYTES = 63;

    private Orders() {}

    static IndexOrder drop(IndexRow index, String why) {
        return new IndexOrder(
                Act.DROP,
                index.schema(),
                index.table(),
                index.name(),
                "DROP INDEX CONCURRENTLY " + index.qualified(),
                index.valid() ? build(index) : "",
                why);
    }

    static IndexOrder rebuild(IndexRow index, String why) {
        return new IndexOrder(
                Act.REINDEX,
                index.schema(),
                index.table(),
                index.name(),
                "REINDEX INDEX CONCURRENTLY " + index.qualified(),
                "",
                why);
    }

    private static String build(IndexRow index) {
        return index.definition().replaceFirst("INDEX ", "INDEX CONCURRENTLY ");
    }

    /// By hand: only a lock that keeps readers out as well does it.
    static String dropByHand(IndexRow index) {
        return index.constraint().isEmpty()
                ? "DROP INDEX " + index.qualified() + ";"
                : "ALTER TABLE " + index.qualifiedTable() + " DROP CONSTRAINT " + quoted(index.constraint()) + ";";
    }

    static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /// `idx_table_a_b`, cut to what PostgreSQL keeps; with a number where that name is taken.
    static String name(String table, Iterable<String> columns, java.util.Set<String> taken) {
        var whole = "idx_" + table + "_" + String.join("_", columns);
        var plain = whole.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        var name = plain.substring(0, Math.min(plain.length(), NAME_BYTES));
        for (int i = 2; taken.contains(name); i++) {
            var tail = "_" + i;
            name = plain.substring(0, Math.min(plain.length(), NAME_BYTES - tail.length())) + tail;
        }
        return name;
    }
}
