package dev.perfdeck.model.plan;

import java.util.Locale;
import java.util.TreeMap;

/// A plan in the manner of `EXPLAIN (FORMAT TEXT)`, to copy into a mail or an issue. Pure; locale-independent.
public final class PlanText {
    private PlanText() {}

    /// One step a line, `->` before what feeds it, its details below it.
    public static String of(PlanDocument plan) {
        var text = new StringBuilder();
        write(plan.root(), 0, text);
        if (!plan.settings().isEmpty()) {
            text.append("Settings: ");
            new TreeMap<>(plan.settings())
                    .forEach((name, value) ->
                            text.append(name).append(" = '").append(value).append("', "));
            text.setLength(text.length() - 2);
            text.append('\n');
        }
        time("Planning Time", plan.planningMillis(), text);
        time("Execution Time", plan.executionMillis(), text);
        return text.toString();
    }

    private static void time(String name, double millis, StringBuilder text) {
        if (!Double.isNaN(millis)) {
            text.append(String.format(Locale.ROOT, "%s: %.3f ms\n", name, millis));
        }
    }

    private static void write(PlanNode node, int depth, StringBuilder text) {
        var indent = depth == 0 ? "" : "  ".repeat(3 * depth - 2);
        if (!node.place().isEmpty()) {
            text.append(indent).append(node.place()).append('\n');
        }
        text.append(indent).append(depth == 0 ? "" : "->  ").append(line(node)).append('\n');
        var below = indent + (depth == 0 ? "  " : "      ");
        node.details()
                .forEach(detail -> text.append(below)
                        .append(detail.name())
                        .append(": ")
                        .append(detail.value())
                        .append('\n'));
        node.children().forEach(child -> write(child, depth + 1, text));
    }

    /// `Index Scan using i on t a`, `Bitmap Index Scan on i`, `Hash Join`.
    public static String phrase(PlanNode node) {
        var subject = node.subject();
        if (node.index().isEmpty()) {
            return subject.isEmpty() ? node.type() : node.type() + " on " + subject;
        }
        return subject.isEmpty()
                ? node.type() + " on " + node.index()
                : node.type() + " using " + node.index() + " on " + subject;
    }

    /// The phrase with what is expected of it and what came.
    public static String line(PlanNode node) {
        return phrase(node) + figures(node);
    }

    private static String figures(PlanNode node) {
        var plan = Double.isNaN(node.totalCost())
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  (cost=%.2f..%.2f rows=%.0f width=%d)",
                        node.startupCost(),
                        node.totalCost(),
                        node.planRows(),
                        node.width());
        return plan + node.actual().map(PlanText::actual).orElse("");
    }

    private static String actual(PlanNode.Actual actual) {
        if (actual.loops() == 0) {
            return " (never executed)";
        }
        var time = Double.isNaN(actual.totalMillis())
                ? ""
                : String.format(Locale.ROOT, "time=%.3f..%.3f ", actual.startupMillis(), actual.totalMillis());
        var rows = actual.rows() == Math.rint(actual.rows()) ? "%.0f" : "%.2f";
        return String.format(
                Locale.ROOT, " (actual %srows=" + rows + " loops=%.0f)", time, actual.rows(), actual.loops());
    }
}
