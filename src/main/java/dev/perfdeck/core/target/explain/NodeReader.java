package dev.perfdeck.core.target.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perfdeck.model.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One step of a plan out of its JSON object. Pure.
final class NodeReader {
    /// Members that have a place of their own in the record, or say nothing.
    private static final Set<String> PLACED = Set.of(
            "Node Type",
            "Parent Relationship",
            "Subplan Name",
            "Schema",
            "Relation Name",
            "Index Name",
            "Alias",
            "Startup Cost",
            "Total Cost",
            "Plan Rows",
            "Plan Width",
            "Actual Startup Time",
            "Actual Total Time",
            "Actual Rows",
            "Actual Loops",
            "Plans",
            "Workers",
            "Parallel Aware",
            "Async Capable",
            "Join Type",
            "Strategy",
            "Partial Mode",
            "Operation",
            "Scan Direction",
            "Output",
            "Target Tables",
            "Inner Unique",
            "Original Hash Buckets",
            "CTE Name",
            "Function Name",
            "Table Function Name",
            "Tuplestore Name");

    private NodeReader() {}

    /// @param output whether the columns that each step puts out are among its details
    static PlanNode read(JsonNode json, boolean output) {
        return new PlanNode(
                type(json),
                place(json),
                text(json, "Schema"),
                text(json, "Relation Name"),
                text(json, "Index Name"),
                alias(json),
                json.path("Startup Cost").asDouble(Double.NaN),
                json.path("Total Cost").asDouble(Double.NaN),
                json.path("Plan Rows").asDouble(Double.NaN),
                json.path("Plan Width").asLong(),
                Double.NaN,
                actual(json),
                details(json, output),
                json.path("Plans").valueStream().map(it -> read(it, output)).toList());
    }

    /// A step that the server did not name, over others.
    static PlanNode together(String type, List<PlanNode> children) {
        return new PlanNode(
                type,
                "",
                "",
                "",
                "",
                "",
                0,
                children.stream().mapToDouble(PlanNode::totalCost).sum(),
                children.stream().mapToDouble(PlanNode::planRows).sum(),
                0,
                Double.NaN,
                Optional.empty(),
                List.of(),
                children);
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText("");
    }

    private static String place(JsonNode json) {
        var name = text(json, "Subplan Name");
        return switch (text(json, "Parent Relationship")) {
            case "InitPlan", "SubPlan" -> name;
            default -> name.startsWith("CTE ") ? name : "";
        };
    }

    /// Functions, common table expressions and the like have a name, but no relation.
    private static String alias(JsonNode json) {
        var alias = text(json, "Alias");
        return Stream.of("CTE Name", "Function Name", "Table Function Name", "Tuplestore Name")
                .map(member -> text(json, member))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(name -> name.equals(alias) || alias.isEmpty() ? name : name + " " + alias)
                .orElse(alias);
    }

    private static Optional<PlanNode.Actual> actual(JsonNode json) {
        return json.has("Actual Loops")
                ? Optional.of(new PlanNode.Actual(
                        json.path("Actual Startup Time").asDouble(Double.NaN),
                        json.path("Actual Total Time").asDouble(Double.NaN),
                        json.path("Actual Rows").asDouble(),
                        json.path("Actual Loops").asDouble()))
                : Optional.empty();
    }

    private static List<PlanNode.Detail> details(JsonNode json, boolean output) {
        var details = new ArrayList<PlanNode.Detail>();
        json.properties().stream()
                .filter(each -> !PLACED.contains(each.getKey())
                        || (output && each.getKey().equals("Output")))
                .filter(each -> !idle(each.getValue()))
                .forEach(each -> details.add(new PlanNode.Detail(each.getKey(), value(each.getValue()))));
        return details;
    }

    /// `false` and counters that stand at nought are not worth a line.
    private static boolean idle(JsonNode value) {
        return (value.isBoolean() && !value.asBoolean())
                || (value.isNumber() && value.asDouble() == 0)
                || value.isNull();
    }

    private static String value(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(NodeReader::value).collect(Collectors.joining(", "));
        }
        return value.isObject() ? value.toString() : value.asText();
    }

    /// As `ExplainNode` of PostgreSQL's explain.c words it in the text form.
    private static String type(JsonNode json) {
        var parallel = json.path("Parallel Aware").asBoolean() ? "Parallel " : "";
        return parallel + join(partial(json) + base(json), text(json, "Join Type")) + backward(json);
    }

    private static String partial(JsonNode json) {
        return switch (text(json, "Partial Mode")) {
            case "Partial" -> "Partial ";
            case "Finalize" -> "Finalize ";
            default -> "";
        };
    }

    private static String base(JsonNode json) {
        var type = text(json, "Node Type");
        return switch (type) {
            case "Aggregate" -> aggregate(text(json, "Strategy"));
            case "SetOp" -> (text(json, "Strategy").equals("Hashed") ? "HashSetOp " : "SetOp ") + text(json, "Command");
            case "ModifyTable" -> text(json, "Operation");
            case "Foreign Scan", "Custom Scan" -> named(json, type);
            default -> type;
        };
    }

    private static String aggregate(String strategy) {
        return switch (strategy) {
            case "Sorted" -> "GroupAggregate";
            case "Hashed" -> "HashAggregate";
            case "Mixed" -> "MixedAggregate";
            default -> "Aggregate";
        };
    }

    private static String named(JsonNode json, String type) {
        var operation = text(json, "Operation");
        var provider = text(json, "Custom Plan Provider");
        if (!provider.isEmpty()) {
            return type + " (" + provider + ")";
        }
        return operation.isEmpty() || operation.equals("Select") ? type : "Foreign " + operation;
    }

    /// `Hash Join` and `Left` are a `Hash Left Join`; a nested loop is a `Nested Loop Left Join`.
    private static String join(String type, String join) {
        if (join.isEmpty() || join.equals("Inner")) {
            return type;
        }
        return type.endsWith(" Join")
                ? type.substring(0, type.length() - 4) + join + " Join"
                : type + " " + join + " Join";
    }

    private static String backward(JsonNode json) {
        return text(json, "Scan Direction").equals("Backward") ? " Backward" : "";
    }
}
