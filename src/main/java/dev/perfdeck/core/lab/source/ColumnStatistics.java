package dev.perfdeck.core.lab.source;

import org.jspecify.annotations.Nullable;

/// A row of `pg_stats`. Arrays are PostgreSQL's text of them.
///
/// @param relation table, or index where the column is an expression of it
public record ColumnStatistics(
        String relation,
        String column,
        boolean inherited,
        float nullFraction,
        int width,
        float distinct,
        @Nullable String commonValues,
        @Nullable String commonFrequencies,
        @Nullable String histogram,
        @Nullable String correlation,
        @Nullable String commonElements,
        @Nullable String elementFrequencies,
        @Nullable String elementCounts,
        @Nullable String emptyRanges,
        @Nullable String rangeLengths,
        @Nullable String rangeBounds) {
    /// The same without any value of a row.
    public ColumnStatistics redacted() {
        return new ColumnStatistics(
                relation,
                column,
                inherited,
                nullFraction,
                width,
                distinct,
                null,
                null,
                null,
                correlation,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
