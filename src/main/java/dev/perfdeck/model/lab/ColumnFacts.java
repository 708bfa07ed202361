package dev.perfdeck.model.lab;

/// What the planner knows of a column. Figures are NaN where there are no statistics, or none that the role may see.
///
/// @param type as PostgreSQL writes it
/// @param distinct how many different values, not counting null
/// @param nullFraction 0 to 1
/// @param widthBytes of a value, on average
/// @param correlation of value and place, -1 to 1
public record ColumnFacts(
        String name, String type, double distinct, double nullFraction, double widthBytes, double correlation) {
    public boolean known() {
        return !Double.isNaN(distinct);
    }
}
