package dev.perfdeck.core.advise.select;

import java.util.List;

/// Indexes that fit a budget together.
///
/// @param indexes their numbers in the matrix, ascending
/// @param cost of all queries with them, upkeep included; same unit as [Matrix#baseCost]
/// @param finished false when the search was stopped before its steps were used up
public record Selection(long budgetBytes, List<Integer> indexes, long bytes, double cost, boolean finished) {
    public Selection {
        indexes = List.copyOf(indexes);
    }
}
