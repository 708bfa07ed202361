package dev.perfdeck.core.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// A plan without its figures: nodes, what they read, and how they hang together.
public final class PlanShapes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanShapes() {}

    public static String of(String plan) throws java.io.IOException {
        var text = new StringBuilder();
        draw(JSON.readTree(plan).path(0).path("Plan"), text);
        return text.toString();
    }

    private static void draw(JsonNode node, StringBuilder text) {
        text.append(node.path("Node Type").asText()).append('[');
        for (var name : new String[] {"Relation Name", "Index Name", "Join Type", "Strategy", "Scan Direction"}) {
            text.append(node.path(name).asText()).append('|');
        }
        text.append(']');
        if (node.has("Plans")) {
            text.append('(');
            node.get("Plans").forEach(child -> draw(child, text));
            text.append(')');
        }
    }
}
