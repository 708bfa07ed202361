package dev.perfdeck.core.lab.page;

import java.util.List;

/// The keys of an index, as far as their size goes.
///
/// @param columns in order, included ones too
/// @param rows that the index holds
/// @param fillPercent of leaf pages
/// @param merges whether equal keys share an entry (B-tree deduplication)
/// @param distinct different keys, not counting null
/// @param nulls rows whose only key is null
/// @param common rows of each of the most common keys
public record KeyShape(
        List<Column> columns,
        double rows,
        int fillPercent,
        boolean merges,
        double distinct,
        double nulls,
        List<Double> common) {
    private static final int HEADER = 8;

    /// @param length fixed, or -1 where it varies
    /// @param align of the type: 1, 2, 4 or 8
    public record Column(int length, int align, double width, double nullFraction) {}

    /// Bytes of an entry, without its line pointer. Nulls take a bitmap in the header and no place among the values.
    int entryBytes() {
        double nullable = 1;
        for (var column : columns) {
            nullable *= 1 - column.nullFraction();
        }
        double present = aligned(HEADER + values(false));
        double absent = aligned(HEADER + 8 + values(true));
        return (int) Math.round(present * nullable + absent * (1 - nullable));
    }

    private double values(boolean weighted) {
        double at = 0;
        for (var column : columns) {
            double width = column.length() > 0 ? column.length() : column.width();
            // A short value has a header of one byte and needs no alignment.
            int align = column.length() < 0 && width < 127 ? 1 : column.align();
            at = Math.ceil(at / align) * align + width * (weighted ? 1 - column.nullFraction() : 1);
        }
        return at;
    }

    static int aligned(double bytes) {
        return (int) Math.ceil(bytes / 8) * 8;
    }
}
