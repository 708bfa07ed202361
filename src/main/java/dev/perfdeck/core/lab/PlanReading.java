package dev.perfdeck.core.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Set;

/// What a plan says of itself.
///
/// @param relations that it reads or writes, without schema
/// @param indexes that it uses, without schema
record PlanReading(double cost, Set<String> relations, Set<String> indexes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static PlanReading of(String plan) {
        try {
            var root = JSON.readTree(plan).path(0).path("Plan");
            var relations = new HashSet<String>();
            var indexes = new HashSet<String>();
            collect(root, relations, indexes);
            return new PlanReading(root.path("Total Cost").asDouble(), relations, indexes);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a plan that is not JSON", e);
        }
    }

    private static void collect(JsonNode node, Set<String> relations, Set<String> indexes) {
        if (node.has("Relation Name")) {
            relations.add(node.get("Relation Name").asText());
        }
        if (node.has("Index Name")) {
            indexes.add(node.get("Index Name").asText());
        }
        node.path("Plans").forEach(child -> collect(child, relations, indexes));
    }
}
