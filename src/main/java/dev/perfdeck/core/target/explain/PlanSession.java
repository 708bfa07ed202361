package dev.perfdeck.core.target.explain;

import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.model.plan.PlanNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;

/// One session in which plans are asked for: generic ones by `EXPLAIN (GENERIC_PLAN)` from PostgreSQL 16 on, before by
/// `EXPLAIN EXECUTE` of a prepared statement without values under `plan_cache_mode = force_generic_plan`. Nothing is
/// run
/// but by [#run]. One thread.
final class PlanSession {
    private static final int GENERIC_SINCE = 16;
    private static final String NAME = "perfdeck_plan";
    private static final String OPTIONS = "VERBOSE, SETTINGS, FORMAT JSON) /* perfdeck */ ";

    private final Connection connection;
    private final int version;

    PlanSession(Connection connection) throws SQLException {
        this.connection = connection;
        this.version = connection.getMetaData().getDatabaseMajorVersion();
    }

    /// What the server is asked for a plan without values.
    String question(String sql, int wanted) {
        if (wanted == 0) {
            return "EXPLAIN (" + OPTIONS + sql;
        }
        return version >= GENERIC_SINCE
                ? "EXPLAIN (GENERIC_PLAN, " + OPTIONS + sql
                : "EXPLAIN (" + OPTIONS + "EXECUTE " + NAME + "("
                        + String.join(", ", Collections.nCopies(wanted, "NULL")) + ")";
    }

    PlanDocument plan(String sql, int wanted) throws SQLException {
        if (wanted == 0 || version >= GENERIC_SINCE) {
            return withRows(ExplainJson.read(answer(question(sql, wanted))));
        }
        prepare(sql);
        try {
            execute("SET plan_cache_mode = force_generic_plan");
            return withRows(ExplainJson.read(answer(question(sql, wanted))));
        } finally {
            execute("DEALLOCATE " + NAME);
        }
    }

    private void prepare(String sql) throws SQLException {
        execute("PREPARE " + NAME + " AS " + sql);
    }

    /// Without values, the older servers leave out partitions that no value can be in: all of them.
    static boolean pruned(PlanDocument plan) {
        return plan.nodes().anyMatch(node -> node.figure("Subplans Removed") > 0);
    }

    List<Samples.Sample> samples(PlanDocument generic, String sql) throws SQLException {
        return new Samples(connection).of(generic, types(sql));
    }

    /// Names of the types that the places of a statement have, the first first.
    private List<String> types(String sql) throws SQLException {
        prepare(sql);
        try (var statement = connection.prepareStatement(Sql.read("parameter-types"))) {
            statement.setString(1, NAME);
            var types = new ArrayList<String>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    types.add(row.getString(1));
                }
            }
            return types;
        } finally {
            execute("DEALLOCATE " + NAME);
        }
    }

    /// Runs it in a transaction that may only read and is rolled back.
    PlanDocument run(String question, long limitMillis) throws SQLException {
        execute("BEGIN TRANSACTION READ ONLY");
        try {
            execute("SET LOCAL statement_timeout = " + limitMillis);
            return withRows(ExplainJson.read(answer(question)));
        } finally {
            execute("ROLLBACK");
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql.replaceFirst(" ", " /* perfdeck */ "));
        }
    }

    private String answer(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (var row = statement.executeQuery(sql)) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private PlanDocument withRows(PlanDocument plan) throws SQLException {
        var read = plan.nodes().filter(node -> !node.relation().isEmpty()).toList();
        var rows = new HashMap<String, Double>();
        try (var statement = connection.prepareStatement(Sql.read("table-rows"))) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", read.stream().map(PlanNode::schema).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", read.stream().map(PlanNode::relation).toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    // Never analysed is -1 from PostgreSQL 14 on.
                    var known = row.getDouble(3) < 0 ? Double.NaN : row.getDouble(3);
                    rows.put(row.getString(1) + "." + row.getString(2), known);
                }
            }
        }
        return plan.withTableRows(node -> rows.getOrDefault(node.schema() + "." + node.relation(), Double.NaN));
    }
}
