package dev.perfdeck.core.migrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.core.target.explain.ExplainJson;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.IndexPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How PostgreSQL would run the query that each index serves. Plans only, never runs: `EXPLAIN` without `ANALYZE`, read
/// only, at most five seconds. Sample values come from the planner's statistics of the table. Stateless; any thread.
public final class Plans {
    private static final String SAMPLE = Sql.read("plan/sample.sql").statement();
    private static final int SECONDS = 5;

    private final ConnectionSource source;
    private final ObjectMapper json = new ObjectMapper();

    public Plans(ConnectionSource source) {
        this.source = source;
    }

    /// One plan for each of the six, as things stand now; ask before and after, and compare.
    ///
    /// @throws FaultException when the server cannot be asked
    public List<IndexPlan> now() {
        try (var connection = source.open()) {
            connection.setAutoCommit(true);
            connection.setReadOnly(true);
            var plans = new ArrayList<IndexPlan>();
            for (var script : IndexScript.ALL) {
                plans.add(plan(connection, script));
            }
            return plans;
        } catch (SQLException e) {
            throw SqlFaults.thrown(e);
        }
    }

    private IndexPlan plan(Connection connection, IndexScript script) throws SQLException {
        var query = Sql.read("plan/" + script.name() + ".sql");
        var values = new ArrayList<String>();
        for (var column : query.note("Samples").split(", ", -1)) {
            var sample = sample(connection, script.table(), column);
            if (sample.isEmpty()) {
                return unknown(script, query, "not known: no statistics of " + script.table() + "." + column);
            }
            values.add(sample.get());
        }
        try {
            return read(script, filled(query, values), explain(connection, query, values));
        } catch (SQLException e) {
            return unknown(script, query, "not known: " + e.getMessage());
        }
    }

    private static IndexPlan unknown(IndexScript script, Sql query, String why) {
        return new IndexPlan(script.name(), query.statement(), why, Double.NaN, false);
    }

    private static Optional<String> sample(Connection connection, String table, String column) throws SQLException {
        try (var statement = connection.prepareStatement(SAMPLE)) {
            statement.setString(1, table);
            statement.setString(2, column);
            statement.setQueryTimeout(SECONDS);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static String filled(Sql query, List<String> values) {
        var text = query.statement();
        for (var value : values) {
            var at = text.indexOf('?');
            text = text.substring(0, at) + "'" + value.replace("'", "''") + "'" + text.substring(at + 1);
        }
        return text;
    }

    private String explain(Connection connection, Sql query, List<String> values) throws SQLException {
        try (var statement = connection.prepareStatement("EXPLAIN (FORMAT JSON) " + query.statement())) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i), Types.OTHER);
            }
            statement.setQueryTimeout(SECONDS);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private IndexPlan read(IndexScript script, String query, String text) throws SQLException {
        try {
            var root = json.readTree(text).path(0).path("Plan");
            var scans = nodes(root).filter(node -> reads(node, script)).toList();
            var scan = scans.isEmpty() ? root.path("Node Type").asText() : words(scans.getFirst());
            var served = nodes(root).anyMatch(node -> uses(node, script));
            return new IndexPlan(
                    script.name(),
                    query,
                    scan,
                    root.path("Total Cost").asDouble(),
                    served,
                    Optional.of(ExplainJson.read(text)));
        } catch (JsonProcessingException e) {
            throw new SQLException("a plan that cannot be read", e);
        }
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return Stream.concat(Stream.of(node), node.path("Plans").valueStream().flatMap(Plans::nodes));
    }

    private static boolean reads(JsonNode node, IndexScript script) {
        return node.path("Relation Name").asText().equals(script.table());
    }

    private static boolean uses(JsonNode node, IndexScript script) {
        return node.path("Index Name").asText().equals(script.name());
    }

    /// `Index Scan using i on t`, `Bitmap Heap Scan using i on t`, `Parallel Seq Scan on t`.
    private static String words(JsonNode scan) {
        var parallel = scan.path("Parallel Aware").asBoolean() ? "Parallel " : "";
        var index = nodes(scan)
                .map(node -> node.path("Index Name").asText())
                .filter(name -> !name.isEmpty())
                .findFirst();
        return parallel + scan.path("Node Type").asText()
                + index.map(name -> " using " + name).orElse("") + " on "
                + scan.path("Relation Name").asText();
    }
}
