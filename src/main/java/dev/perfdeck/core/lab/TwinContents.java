package dev.perfdeck.core.lab;

import dev.perfdeck.core.target.SqlFile;
import dev.perfdeck.model.lab.ColumnFacts;
import dev.perfdeck.model.lab.IndexFacts;
import dev.perfdeck.model.lab.TableFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the twin holds: its tables and the indexes that the source has too. Read from the twin, once a copy.
///
/// @param plain each table's name with its schema, to its name as PostgreSQL writes it
/// @param existing by name without schema, as plans show them
record TwinContents(
        List<TableFacts> tables,
        List<IndexFacts> indexes,
        Map<String, String> plain,
        Map<String, List<Existing>> existing) {

    /// @param parent the partitioned index that it is a part of, or 0
    /// @param tableBare its table, without schema
    record Existing(long oid, long parent, String name, String tableBare) {}

    static TwinContents read(Connection session) throws SQLException {
        var tables = new ArrayList<TableFacts>();
        var plain = new HashMap<String, String>();
        try (var statement = session.createStatement();
                var row = statement.executeQuery(sql("tables"))) {
            while (row.next()) {
                var table = table(row);
                tables.add(table);
                plain.put(quoted(row.getString("schema")) + "." + quoted(row.getString("bare")), table.name());
            }
        }
        var indexes = new ArrayList<IndexFacts>();
        var existing = new HashMap<String, List<Existing>>();
        try (var statement = session.createStatement();
                var row = statement.executeQuery(sql("indexes"))) {
            while (row.next()) {
                indexes.add(index(row));
                existing.computeIfAbsent(row.getString("name"), _ -> new ArrayList<>())
                        .add(new Existing(
                                row.getLong("oid"),
                                row.getLong("parent"),
                                row.getString("name"),
                                row.getString("table_bare")));
            }
        }
        return new TwinContents(tables, indexes, plain, existing);
    }

    /// An index and, where it is a partitioned one, its parts.
    List<Existing> partsOf(Existing index) {
        var parts = new ArrayList<>(List.of(index));
        for (int i = 0; i < parts.size(); i++) {
            long oid = parts.get(i).oid();
            existing.values()
                    .forEach(same ->
                            same.stream().filter(it -> it.parent() == oid).forEach(parts::add));
        }
        return parts;
    }

    /// The partitioned index that this one is a part of; itself where it is none.
    String wholeOf(String name) {
        var at = existing.getOrDefault(name, List.of()).stream().findFirst();
        while (at.isPresent() && at.get().parent() != 0) {
            long parent = at.get().parent();
            at = existing.values().stream()
                    .flatMap(List::stream)
                    .filter(it -> it.oid() == parent)
                    .findFirst();
        }
        return at.map(Existing::name).orElse(name);
    }

    private static TableFacts table(ResultSet row) throws SQLException {
        double rows = Math.max(0, row.getDouble("rows"));
        var names = (String[]) row.getArray("names").getArray();
        var types = (String[]) row.getArray("types").getArray();
        var distinct = (@Nullable Number[]) row.getArray("distinct_values").getArray();
        var nulls = (@Nullable Number[]) row.getArray("nulls").getArray();
        var widths = (@Nullable Number[]) row.getArray("widths").getArray();
        var correlations = (@Nullable Number[]) row.getArray("correlations").getArray();
        var columns = new ArrayList<ColumnFacts>();
        for (int i = 0; i < names.length; i++) {
            double known = number(distinct[i]);
            columns.add(new ColumnFacts(
                    names[i],
                    types[i],
                    known < 0 ? -known * rows : known,
                    number(nulls[i]),
                    number(widths[i]),
                    number(correlations[i])));
        }
        return new TableFacts(
                row.getString("name"),
                row.getString("schema"),
                rows,
                row.getLong("bytes"),
                row.getString("whole"),
                row.getBoolean("partitioned"),
                columns);
    }

    private static IndexFacts index(ResultSet row) throws SQLException {
        return new IndexFacts(
                row.getString("name"),
                row.getString("table_name"),
                List.of((String[]) row.getArray("columns").getArray()),
                row.getString("ddl"),
                row.getLong("bytes"),
                row.getBoolean("is_unique"),
                row.getBoolean("made_by_constraint"),
                row.getBoolean("partial"));
    }

    private static double number(@Nullable Number number) {
        return number == null ? Double.NaN : number.doubleValue();
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_$]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String sql(String name) {
        return SqlFile.read(TwinContents.class, name + ".sql");
    }
}
