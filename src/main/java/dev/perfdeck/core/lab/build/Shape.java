package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.page.KeyShape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An index of the twin: what it stands on and how its keys are built.
///
/// @param parent the partitioned index that it is a part of, or 0
/// @param whole whether it is itself only the whole of its parts
/// @param predicate of a partial index
/// @param numbers of the table's columns, 0 for an expression
/// @param common share of the rows of each of the most common values of the first key
/// @param distinct of each key as `pg_statistic` has it: negative is a share of the rows
/// @param merges whether B-tree deduplication may be used
public record Shape(
        long oid,
        String name,
        long tableOid,
        String table,
        long parent,
        String method,
        long file,
        boolean whole,
        boolean unique,
        int keys,
        double tableRows,
        @Nullable String predicate,
        int fill,
        int perRange,
        boolean merges,
        boolean equalImage,
        List<Double> common,
        List<String> columns,
        List<Integer> numbers,
        List<KeyShape.Column> parts,
        List<Double> distinct,
        List<String> types) {

    static List<Shape> read(Connection session, Collection<Long> indexes) throws SQLException {
        try (var statement = session.prepareStatement(Sql.read("shapes"))) {
            statement.setArray(1, session.createArrayOf("oid", indexes.toArray()));
            var shapes = new ArrayList<Shape>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    shapes.add(of(row));
                }
            }
            return shapes;
        }
    }

    private static Shape of(ResultSet row) throws SQLException {
        var lengths = numbers(row, "lengths");
        var aligns = numbers(row, "aligns");
        var widths = numbers(row, "widths");
        var nulls = numbers(row, "nulls");
        var parts = new ArrayList<KeyShape.Column>();
        for (int i = 0; i < lengths.size(); i++) {
            parts.add(new KeyShape.Column(
                    lengths.get(i).intValue(),
                    aligns.get(i).intValue(),
                    widths.get(i).doubleValue(),
                    nulls.get(i).doubleValue()));
        }
        boolean images =
                List.of((Boolean[]) row.getArray("images").getArray()).stream().allMatch(it -> it);
        return new Shape(
                row.getLong("oid"),
                row.getString("name"),
                row.getLong("table_oid"),
                row.getString("table_name"),
                row.getLong("parent"),
                row.getString("method"),
                row.getLong("file"),
                row.getBoolean("whole"),
                row.getBoolean("is_unique"),
                row.getInt("keys"),
                row.getDouble("table_rows"),
                row.getString("predicate"),
                row.getInt("fill"),
                row.getInt("per_range"),
                row.getBoolean("dedup") && images && !row.getBoolean("covering") && !row.getBoolean("is_unique"),
                images && !row.getBoolean("covering"),
                row.getArray("common") == null
                        ? List.of()
                        : numbers(row, "common").stream()
                                .map(Number::doubleValue)
                                .toList(),
                List.of((String[]) row.getArray("names").getArray()),
                numbers(row, "numbers").stream().map(Number::intValue).toList(),
                parts,
                numbers(row, "distinct_values").stream()
                        .map(Number::doubleValue)
                        .toList(),
                List.of((String[]) row.getArray("types").getArray()));
    }

    private static List<Number> numbers(ResultSet row, String column) throws SQLException {
        return List.of((Number[]) row.getArray(column).getArray());
    }

    /// The keys, for an index that holds so many rows.
    KeyShape keys(double rows, double distinct, double nulls, List<Double> common) {
        return new KeyShape(parts, rows, fill, merges, distinct, nulls, common);
    }
}
