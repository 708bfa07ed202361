package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.IndexScript;
import dev.perfdeck.core.migrate.Sql;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.model.migration.PreflightItem.Weight;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/// What is to be known before one index is built on a table that is there already.
record IndexChecks(Connection connection, MadeIndex index) {
    private static final String PARTITIONED =
            Sql.read(IndexChecks.class, "preflight-partitioned.sql").statement();
    private static final String OTHERS =
            Sql.read(IndexChecks.class, "preflight-equal.sql").statement();
    private static final String SIZE =
            Sql.read(IndexChecks.class, "preflight-size.sql").statement();
    private static final int SECONDS = 5;

    void look(List<PreflightItem> items) throws SQLException {
        if (!IndexLook.there(connection, index.table())) {
            return; // an earlier script makes it
        }
        partitioned(items);
        others(items);
        if (index.act().unique()) {
            duplicates(items);
        }
        size(items);
    }

    private void partitioned(List<PreflightItem> items) throws SQLException {
        try (var statement = connection.prepareStatement(PARTITIONED)) {
            statement.setString(1, index.table());
            try (var row = statement.executeQuery()) {
                if (row.next() && row.getBoolean(1) && index.act().concurrently()) {
                    items.add(new PreflightItem(
                            "partitioned",
                            Weight.BLOCKING,
                            index.table() + " is a partitioned table; PostgreSQL builds no index concurrently on one",
                            0,
                            "CREATE INDEX " + index.name() + " ON ONLY " + index.table()
                                    + " …; build it CONCURRENTLY on each partition; ALTER INDEX " + index.name()
                                    + " ATTACH PARTITION each of them."));
                }
            }
        }
    }

    private void others(List<PreflightItem> items) throws SQLException {
        var wanted = IndexScript.shapeOf(" USING " + shape());
        try (var statement = connection.prepareStatement(OTHERS)) {
            statement.setString(1, index.table());
            statement.setString(2, index.name());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var name = rows.getString("name");
                    var there =
                            IndexScript.shapeOf(rows.getString("definition")).replace("unique ", "");
                    var open = wanted.substring(0, wanted.length() - 1);
                    if (there.equals(wanted)) {
                        items.add(warning("equal-index", name + " on " + index.table() + " is the same index"));
                    } else if (!index.act().unique() && there.startsWith(open + ",")) {
                        items.add(warning(
                                "covering-index", name + " on " + index.table() + " begins with the same columns"));
                    }
                }
            }
        }
    }

    /// As the catalog would write it where that is simple: the columns of a B-tree.
    private String shape() {
        var text = index.definition();
        return text.startsWith("(") ? "btree " + text : text.replaceFirst("(?i)^USING\\s+", "");
    }

    private PreflightItem warning(String check, String what) {
        return new PreflightItem(
                check, Weight.WARNING, index.name() + " may not be needed: " + what, 0, "Leave one of them out.");
    }

    /// Reads the table; a large one is not waited for.
    private void duplicates(List<PreflightItem> items) throws SQLException {
        if (index.simple().isEmpty()) {
            return;
        }
        var columns = index.act().columns().stream().map(Name::key).collect(Collectors.joining(", "));
        var notNull = index.act().columns().stream()
                .map(column -> column.key() + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        var sql = "SELECT count(*) FROM (SELECT FROM " + index.table() + " WHERE " + notNull + " GROUP BY " + columns
                + " HAVING count(*) > 1 LIMIT 1000) AS twice";
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            try (var row = statement.executeQuery(sql)) {
                row.next();
                if (row.getInt(1) > 0) {
                    items.add(new PreflightItem(
                            "duplicates",
                            Weight.BLOCKING,
                            (row.getInt(1) == 1000 ? "1000 or more" : row.getInt(1)) + " values of (" + columns
                                    + ") stand in " + index.table() + " more than once; " + index.name()
                                    + " cannot be unique",
                            0,
                            "SELECT " + columns + ", count(*) FROM " + index.table() + " GROUP BY " + columns
                                    + " HAVING count(*) > 1;"));
                }
            }
        } catch (SQLException e) {
            items.add(new PreflightItem(
                    "duplicates",
                    Weight.WARNING,
                    "whether (" + columns + ") is unique in " + index.table() + " could not be told within " + SECONDS
                            + " s; the build itself will tell",
                    0,
                    ""));
        }
    }

    private void size(List<PreflightItem> items) throws SQLException {
        try (var statement = connection.prepareStatement(SIZE)) {
            statement.setObject(
                    1, index.act().columns().stream().map(Name::bare).toArray(String[]::new));
            statement.setString(2, index.table());
            try (var row = statement.executeQuery()) {
                if (row.next() && row.getLong("predicted") > (1L << 30)) {
                    items.add(new PreflightItem(
                            "disk-space",
                            Weight.WARNING,
                            index.name() + " will take about " + row.getString("words")
                                    + ", and as much again while it is built; the server does not tell a client how much is free",
                            0,
                            "Look at the disk of the server."));
                }
            }
        }
    }
}
