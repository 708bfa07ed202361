package dev.perfdeck.core.migrate.trace;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// A relation of the twin.
///
/// @param file where its rows are; another number after a rewrite
/// @param part an index or a sequence, which belongs to a table
record Relation(String name, long file, boolean part) {
    /// By oid; not the catalog's own.
    static Map<Long, Relation> all(Connection connection) throws SQLException {
        var all = new HashMap<Long, Relation>();
        try (var query = connection.createStatement();
                var rows = query.executeQuery(Sql.read("relations.sql"))) {
            while (rows.next()) {
                all.put(
                        rows.getLong("oid"),
                        new Relation(rows.getString("name"), rows.getLong("relfilenode"), rows.getBoolean("part")));
            }
        }
        return all;
    }
}
