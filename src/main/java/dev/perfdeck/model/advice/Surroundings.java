package dev.perfdeck.model.advice;

import java.util.List;
import java.util.Map;

/// What the source's own counters say around a workload. Tables and indexes are written as the twin writes them.
///
/// @param spanSeconds     that the weights of the statements are calls of; NaN where they are not
/// @param writesPerSecond rows inserted, deleted or updated, by table
/// @param uses            of each index, by `schema.name` without quotes
/// @param counting        how far those can be relied on
/// @param foreignKeys     columns that refer to another table, by table: deletes there look them up
/// @param stale           why a table's statistics are not to be relied on, by table
public record Surroundings(
        double spanSeconds,
        Map<String, Double> writesPerSecond,
        Map<String, IndexUse> uses,
        Counting counting,
        Map<String, List<List<String>>> foreignKeys,
        Map<String, String> stale) {
    public Surroundings {
        writesPerSecond = Map.copyOf(writesPerSecond);
        uses = Map.copyOf(uses);
        foreignKeys = Map.copyOf(foreignKeys);
        stale = Map.copyOf(stale);
    }

    public static Surroundings unknown() {
        return new Surroundings(Double.NaN, Map.of(), Map.of(), Counting.unknown(), Map.of(), Map.of());
    }
}
