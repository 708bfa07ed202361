package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.script.act.Name;
import java.util.Locale;

/// Partitions that are made beside their table and attached to it.
final class Partitions {
    private Partitions() {}

    static String apart(Name table, Name parent, Moment moment) {
        var sql = moment.statement().sql();
        int bounds = bounds(sql, parent);
        return bounds < 0
                ? ""
                : Fixes.lines(
                        "CREATE TABLE " + table.text() + " (LIKE " + parent.text() + " INCLUDING ALL);",
                        Fixes.alter(
                                parent,
                                "ATTACH PARTITION " + table.text() + " "
                                        + sql.substring(bounds).strip()));
    }

    private static int bounds(String sql, Name parent) {
        int after = sql.indexOf(parent.text(), sql.toUpperCase(Locale.ROOT).indexOf("PARTITION"));
        int rest = after + parent.text().length();
        var tail = after < 0 ? "" : sql.substring(rest).strip().toUpperCase(Locale.ROOT);
        return tail.startsWith("FOR VALUES") || tail.startsWith("DEFAULT") ? rest : -1;
    }
}
