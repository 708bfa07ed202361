package dev.perfdeck.core.monitor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The query ids of our own statements, asked of the planner: `EXPLAIN VERBOSE` prints the id under which
/// pg_stat_statements files a statement, without running it and without reading anyone's text.
final class OwnStatements {
    /// From PostgreSQL 14 on; before, they are known by their marker once texts are read.
    static final int SINCE = 140_000;

    private static final Pattern ID = Pattern.compile("Query Identifier: (-?\\d+)");

    private OwnStatements() {}

    static List<Long> ids(Connection connection, PgFacts.Extension extension) throws SQLException {
        var statements = List.of(
                Sql.read("facts"),
                Sql.read("activity"),
                Sql.read("owners"),
                extension.infoSql(),
                extension.figuresSql(false),
                extension.figuresSql(true),
                extension.textsSql(false),
                extension.textsSql(true));
        var ids = new ArrayList<Long>();
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                try (var row = statement.executeQuery("explain (verbose, costs off) " + withoutPlaces(sql))) {
                    while (row.next()) {
                        ID.matcher(row.getString(1)).results().forEach(id -> ids.add(Long.parseLong(id.group(1))));
                    }
                }
            }
        }
        return ids;
    }

    private static String withoutPlaces(String sql) {
        return sql.replace("?::oid[]", "'{}'::oid[]").replace("any (?)", "any ('{}'::bigint[])");
    }
}
