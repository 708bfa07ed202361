package dev.perfdeck.core.migrate.health;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One index as the catalog has it.
///
/// @param root      oid of the partitioned index that it is a part of; its own where of none
/// @param qualified schema and name, quoted where they must be
/// @param columns   the keys, then what it includes; expressions as the catalog spells them
/// @param options   one number a key: 1 descending, 2 nulls first, 3 both
record IndexRow(
        long oid,
        long tableOid,
        long root,
        String schema,
        String table,
        String name,
        String qualified,
        String qualifiedTable,
        boolean partitioned,
        String method,
        String definition,
        List<String> columns,
        int keyCount,
        List<String> opclasses,
        List<String> collations,
        List<Integer> options,
        String predicate,
        boolean expressions,
        boolean unique,
        boolean primary,
        boolean exclusion,
        boolean nullsNotDistinct,
        boolean valid,
        boolean ready,
        boolean replicaIdentity,
        boolean clustered,
        String constraint,
        int referenced,
        String extension,
        String tablespace,
        long bytes,
        long tableBytes,
        long scans,
        @Nullable Instant lastScan,
        long writes,
        boolean building) {
    static IndexRow read(ResultSet row) throws SQLException {
        return new IndexRow(
                row.getLong("oid"),
                row.getLong("table_oid"),
                row.getLong("root"),
                row.getString("schema"),
                row.getString("table"),
                row.getString("name"),
                row.getString("qualified"),
                row.getString("qualified_table"),
                row.getBoolean("partitioned"),
                row.getString("method"),
                row.getString("definition"),
                strings(row.getArray("columns")),
                row.getInt("keys"),
                words(row.getString("opclasses")),
                words(row.getString("collations")),
                words(row.getString("options")).stream().map(Integer::valueOf).toList(),
                row.getString("predicate"),
                row.getBoolean("expressions"),
                row.getBoolean("unique"),
                row.getBoolean("primary"),
                row.getBoolean("exclusion"),
                row.getBoolean("nulls_not_distinct"),
                row.getBoolean("valid"),
                row.getBoolean("ready"),
                row.getBoolean("replica_identity"),
                row.getBoolean("clustered"),
                row.getString("constraint_name"),
                row.getInt("referenced"),
                row.getString("extension"),
                row.getString("tablespace"),
                row.getLong("bytes"),
                row.getLong("table_bytes"),
                row.getLong("scans"),
                instant(row, "last_scan"),
                row.getLong("writes"),
                row.getBoolean("building"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static List<String> strings(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }

    private static List<String> words(String vector) {
        return vector.isBlank() ? List.of() : List.of(vector.strip().split(" ", -1));
    }

    List<String> keys() {
        return columns.subList(0, keyCount);
    }

    List<String> included() {
        return columns.subList(keyCount, columns.size());
    }

    /// Attached to a partitioned index: it lives and dies with that one.
    boolean part() {
        return root != oid;
    }

    boolean partial() {
        return !predicate.isEmpty();
    }

    /// Whether it stands for a rule about the data, and not only for speed.
    boolean rule() {
        return unique || exclusion || !constraint.isEmpty();
    }

    /// `schema.name`, the plain name alone in `public`.
    String title() {
        return schema.equals("public") ? name : schema + "." + name;
    }
}
