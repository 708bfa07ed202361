package dev.perfdeck.core.migrate.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// A foreign key that no index serves.
///
/// @param quoted     its columns as they stand in a statement
/// @param rows       of its table; -1 when never counted
/// @param referenced the table it points to
/// @param deletes    rows that went from there since the statistics began
/// @param leaves     of a partitioned table, quoted; empty otherwise
record ForeignKey(
        String name,
        String schema,
        String table,
        String qualifiedTable,
        boolean partitioned,
        List<String> columns,
        String quoted,
        long rows,
        long bytes,
        String referenced,
        long deletes,
        long writes,
        List<String> leaves) {
    static ForeignKey read(ResultSet row) throws SQLException {
        return new ForeignKey(
                row.getString("name"),
                row.getString("schema"),
                row.getString("table"),
                row.getString("qualified_table"),
                row.getBoolean("partitioned"),
                IndexRow.strings(row.getArray("columns")),
                row.getString("quoted"),
                (long) row.getDouble("rows"),
                row.getLong("bytes"),
                row.getString("referenced"),
                row.getLong("deletes"),
                row.getLong("writes"),
                IndexRow.strings(row.getArray("leaves")));
    }

    String title() {
        var plain = table + " (" + String.join(", ", columns) + ")";
        return schema.equals("public") ? plain : schema + "." + plain;
    }
}
