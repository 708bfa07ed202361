package dev.perfdeck.core.migrate.trace;

import dev.perfdeck.core.migrate.locks.Relations;
import dev.perfdeck.core.migrate.locks.Relations.ColumnFact;
import dev.perfdeck.core.migrate.locks.Relations.ForeignKey;
import dev.perfdeck.core.migrate.locks.Relations.Index;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads from the catalog what a review wants to know of a schema. It asks the catalog only, in some milliseconds, and
/// is meant for the user's server as well as for the twin; the connection should be in autocommit.
public final class SchemaReader {
    private final Connection connection;

    private SchemaReader(Connection connection) {
        this.connection = connection;
    }

    public static Relations read(Connection connection) throws SQLException {
        return new SchemaReader(connection).read();
    }

    private Relations read() throws SQLException {
        return new Relations(
                indexes(), foreignKeys(), children(), columns(), names("checked.sql"), names("views.sql"), defaults());
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void each(String file, Row row) throws SQLException {
        try (var query = connection.createStatement();
                var rows = query.executeQuery(Sql.read(file))) {
            while (rows.next()) {
                row.take(rows);
            }
        }
    }

    private Map<String, Index> indexes() throws SQLException {
        var indexes = new HashMap<String, Index>();
        each(
                "indexes.sql",
                row -> indexes.put(
                        row.getString("name"), new Index(row.getString("table_name"), list(row, "columns"))));
        return indexes;
    }

    private List<ForeignKey> foreignKeys() throws SQLException {
        var keys = new ArrayList<ForeignKey>();
        each(
                "foreign-keys.sql",
                row -> keys.add(new ForeignKey(
                        row.getString("name"),
                        row.getString("table_name"),
                        list(row, "columns"),
                        row.getString("referenced"),
                        list(row, "referenced_columns"))));
        return keys;
    }

    private Map<String, List<String>> children() throws SQLException {
        var children = new HashMap<String, List<String>>();
        each(
                "children.sql",
                row -> children.computeIfAbsent(row.getString("parent"), _ -> new ArrayList<>())
                        .add(row.getString("child")));
        return children;
    }

    private Map<String, ColumnFact> columns() throws SQLException {
        var columns = new HashMap<String, ColumnFact>();
        each(
                "columns.sql",
                row -> columns.put(
                        row.getString("name"), new ColumnFact(row.getString("type"), row.getBoolean("not_null"))));
        return columns;
    }

    private Map<String, String> defaults() throws SQLException {
        var defaults = new HashMap<String, String>();
        each("default-partitions.sql", row -> defaults.put(row.getString("parent"), row.getString("child")));
        return defaults;
    }

    private Set<String> names(String file) throws SQLException {
        var names = new HashSet<String>();
        each(file, row -> names.add(row.getString("name")));
        return names;
    }

    private static List<String> list(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
