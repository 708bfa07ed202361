package dev.perfdeck.model.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One step of a plan, with the steps that feed it. Immutable, safe on any thread.
///
/// @param type        as the text form of `EXPLAIN` names it: `Parallel Seq Scan`, `Hash Left Join`, `HashAggregate`
/// @param place       what it is of its parent, as the server says: `InitPlan 1`, `CTE top`, `SubPlan 2`; mostly empty
/// @param schema      of the relation; empty where the plan was not asked for it
/// @param relation    table, materialised view or partition it reads or writes; empty for steps without one
/// @param index       that it uses; empty for none
/// @param alias       of the relation within the statement; empty for none
/// @param startupCost planner's units until the first row; with `Limit` above, a parent pays only a part
/// @param totalCost   planner's units until the last row, of one run; NaN where costs were not asked for
/// @param planRows    estimated rows of one run
/// @param width       estimated bytes of a row
/// @param tableRows   rows that the whole table holds by the catalog's estimate; NaN where nobody asked
/// @param actual      what was measured; empty where the statement was not run
/// @param details     conditions, keys, methods, in the server's order
public record PlanNode(
        String type,
        String place,
        String schema,
        String relation,
        String index,
        String alias,
        double startupCost,
        double totalCost,
        double planRows,
        long width,
        double tableRows,
        Optional<Actual> actual,
        List<Detail> details,
        List<PlanNode> children) {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*( [a-z_][a-z0-9_$]*)?");

    /// What `ANALYZE` measured.
    ///
    /// @param startupMillis until the first row, mean of one run
    /// @param totalMillis   until the last row, mean of one run; NaN with `TIMING off`
    /// @param rows          mean of one run
    /// @param loops         runs, over all parallel workers; 0 when it was never run
    public record Actual(double startupMillis, double totalMillis, double rows, double loops) {}

    /// A line under a step.
    ///
    /// @param name as the text form says it: `Filter`, `Index Cond`, `Sort Key`
    public record Detail(String name, String value) {}

    public PlanNode {
        details = List.copyOf(details);
        children = List.copyOf(children);
    }

    /// The value of a detail; empty where the step has none of that name.
    public Optional<String> detail(String name) {
        return details.stream()
                .filter(each -> each.name().equals(name))
                .map(Detail::value)
                .findFirst();
    }

    /// The same as a number; NaN where there is none.
    public double figure(String name) {
        return detail(name).map(PlanNode::number).orElse(Double.NaN);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notOne) {
            return Double.NaN;
        }
    }

    /// What it reads, for a reader: the relation, with its alias where that differs; a function or common table.
    public String subject() {
        if (relation.isEmpty()) {
            return index.isEmpty() ? quoted(alias) : "";
        }
        var name = schema.isEmpty() || schema.equals("public")
                ? quoted(relation)
                : quoted(schema) + "." + quoted(relation);
        return alias.isEmpty() || alias.equals(relation) ? name : name + " " + quoted(alias);
    }

    /// As the text form writes names that are not plain.
    private static String quoted(String name) {
        return name.isEmpty() || PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /// Whether it reads the whole table, be it alone or with workers.
    public boolean scansAll() {
        return type.endsWith("Seq Scan");
    }

    /// The step and all below it, in the order of the text form.
    public Stream<PlanNode> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(PlanNode::all));
    }

    PlanNode withTableRows(ToDoubleFunction<PlanNode> rows) {
        return new PlanNode(
                type,
                place,
                schema,
                relation,
                index,
                alias,
                startupCost,
                totalCost,
                planRows,
                width,
                relation.isEmpty() ? Double.NaN : rows.applyAsDouble(this),
                actual,
                details,
                children.stream().map(child -> child.withTableRows(rows)).toList());
    }
}
