package dev.perfdeck.model.lab;

import java.util.List;
import java.util.Set;

/// A plan of the twin.
///
/// @param cost the planner's total cost of the whole statement, in its own unit
/// @param planJson what `EXPLAIN (FORMAT JSON)` answered, an array of one object
/// @param indexesUsed names of the indexes in the plan; of a partitioned index, the name of the whole
/// @param approximate why this answer may differ from the source's; empty when nothing known makes it so
public record Explained(double cost, String planJson, Set<String> indexesUsed, List<String> approximate) {
    public Explained {
        indexesUsed = Set.copyOf(indexesUsed);
        approximate = List.copyOf(approximate);
    }
}
