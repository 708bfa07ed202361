package dev.perfdeck.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.Explained;
import java.util.Collection;
import java.util.Locale;

/// Plans before and after, as text.
final class LabTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LabTable() {}

    static String of(Explained before, Explained after, Collection<Candidate> candidates)
            throws JsonProcessingException {
        var text = new StringBuilder();
        for (var it : candidates) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s on %s (%s): %.1f MB%n",
                    it.name(),
                    it.table(),
                    String.join(", ", it.columns()),
                    it.sizeBytes() / 1048576.0));
        }
        text.append(String.format(
                Locale.ROOT,
                "cost %.2f -> %.2f (%+.1f %%)%n",
                before.cost(),
                after.cost(),
                before.cost() == 0 ? 0 : 100 * (after.cost() - before.cost()) / before.cost()));
        text.append("\nbefore\n");
        draw(JSON.readTree(before.planJson()).path(0).path("Plan"), 1, text);
        text.append("\nafter\n");
        draw(JSON.readTree(after.planJson()).path(0).path("Plan"), 1, text);
        return text.toString();
    }

    private static void draw(JsonNode node, int depth, StringBuilder text) {
        text.append("  ".repeat(depth));
        if (node.path("Parallel Aware").asBoolean()) {
            text.append("Parallel ");
        }
        text.append(node.path("Node Type").asText());
        if (node.has("Index Name")) {
            text.append(" using ").append(node.path("Index Name").asText());
        }
        if (node.has("Relation Name")) {
            text.append(" on ").append(node.path("Relation Name").asText());
        }
        text.append(String.format(
                Locale.ROOT,
                "  (cost %.2f, rows %.0f)%n",
                node.path("Total Cost").asDouble(),
                node.path("Plan Rows").asDouble()));
        node.path("Plans").forEach(child -> draw(child, depth + 1, text));
    }
}
