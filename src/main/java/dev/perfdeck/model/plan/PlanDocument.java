package dev.perfdeck.model.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A whole plan, as the server sent it and as a tree. Immutable, safe on any thread.
///
/// @param settings        planner settings that differ from their defaults; empty where the plan was not asked for them
/// @param queryId         under which pg_stat_statements files it; empty where the server did not say
/// @param planningMillis  NaN where it was not measured
/// @param executionMillis NaN where it was not run
/// @param json            what the server sent, to the letter
public record PlanDocument(
        PlanNode root,
        Map<String, String> settings,
        Optional<Long> queryId,
        double planningMillis,
        double executionMillis,
        String json) {
    public PlanDocument {
        settings = Map.copyOf(settings);
    }

    public Stream<PlanNode> nodes() {
        return root.all();
    }

    /// The planner's cost of the whole statement; NaN where costs were not asked for.
    public double cost() {
        return root.totalCost();
    }

    /// Whether it was run, and not only planned.
    public boolean executed() {
        return root.actual().isPresent();
    }

    /// `table`, or `schema.table` where the plan says the schema; each once, in the order of the plan.
    public List<String> tables() {
        return nodes().filter(node -> !node.relation().isEmpty())
                .map(node -> node.schema().isEmpty() ? node.relation() : node.schema() + "." + node.relation())
                .distinct()
                .toList();
    }

    /// Names of the indexes it uses; each once.
    public List<String> indexes() {
        return nodes().map(PlanNode::index)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /// Whether a step uses the index.
    public boolean uses(String index) {
        return nodes().anyMatch(node -> node.index().equals(index));
    }

    /// How each table is read, one phrase a step: `Index Scan using i on t`.
    public List<String> scans() {
        return nodes().filter(node -> !node.relation().isEmpty())
                .map(PlanText::phrase)
                .distinct()
                .collect(Collectors.toList());
    }

    /// The same with the number of rows that each table holds.
    ///
    /// @param rows of a step's relation; NaN where not known
    public PlanDocument withTableRows(ToDoubleFunction<PlanNode> rows) {
        return new PlanDocument(root.withTableRows(rows), settings, queryId, planningMillis, executionMillis, json);
    }
}
