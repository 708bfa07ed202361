package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.Figures;
import java.util.Locale;

/// A statement's figures as the table and the detail say them. Pure.
final class Columns {
    private static final long BLOCK = 8192;

    private Columns() {}

    static String text(Order order, StatementFigures statement) {
        return switch (order) {
            case TOTAL -> time(statement.millis());
            case MEAN -> time(statement.meanMillis());
            case CALLS -> Figures.brief(statement.calls());
            case ROWS -> Figures.brief(statement.rows());
            case READS -> Figures.bytes(statement.blocksRead() * (double) BLOCK);
            case TEMP -> Figures.bytes(statement.tempBlocksWritten() * (double) BLOCK);
            case WAL -> Figures.bytes(statement.walBytes());
            case JITTER -> ratio(Order.jitter(statement));
        };
    }

    static String ratio(double value) {
        return Double.isNaN(value) ? Figures.UNKNOWN : String.format(Locale.ROOT, "%.1f×", value);
    }

    /// Milliseconds below ten seconds, then seconds.
    static String time(double millis) {
        return Double.isNaN(millis) || millis < 10_000
                ? Figures.millis(millis) + (Double.isNaN(millis) ? "" : " ms")
                : String.format(Locale.ROOT, "%,.1f s", millis / 1e3);
    }
}
