package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.script.act.Name;

/// Safe ways that several rules offer, in the script's own names. Each is to be run statement by statement, outside a
/// transaction.
final class Fixes {
    private static final int BATCH = 5000;

    private Fixes() {}

    static String alter(Name table, String step) {
        return "ALTER TABLE " + table.text() + " " + step + ";";
    }

    static String lines(String... statements) {
        return String.join("\n", statements);
    }

    /// A check that proves it while all goes on, then the short change.
    static String setNotNull(Name table, Name column) {
        var check = table.with(column.bare(), "present");
        return lines(
                alter(table, "ADD CONSTRAINT " + check + " CHECK (" + column.text() + " IS NOT NULL) NOT VALID"),
                alter(table, "VALIDATE CONSTRAINT " + check),
                alter(table, "ALTER COLUMN " + column.text() + " SET NOT NULL"),
                alter(table, "DROP CONSTRAINT " + check));
    }

    /// Changes a few thousand rows at a time.
    static String batches(Name table, String set, String where) {
        return lines(
                "-- again and again, until it changes no row:",
                "UPDATE " + table.text() + " SET " + set + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table.text()
                        + " WHERE " + where + " LIMIT " + BATCH + "));");
    }

    static String deleteInBatches(String table) {
        return lines(
                "-- again and again, until it removes no row:",
                "DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table + " LIMIT " + BATCH
                        + "));");
    }

    /// The statement as it is, for who is sure.
    static String acknowledged(Rule rule, String sql) {
        return lines("-- perfdeck:ignore " + rule.id() + " nobody uses it any more", sql);
    }
}
