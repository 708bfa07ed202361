package dev.perfdeck.model;

import java.util.Comparator;

/// What statements are ranked by, the greatest first; what is not known comes last.
public enum StatementOrder {
    TOTAL,
    MEAN,
    CALLS,
    ROWS,
    /// blocks of temporary files
    TEMP,
    WAL,
    /// blocks that were not in shared buffers
    READS,
    /// standard deviation of single calls
    JITTER;

    /// NaN where it is not known.
    public double of(StatementFigures statement) {
        return switch (this) {
            case TOTAL -> statement.millis();
            case MEAN -> statement.meanMillis();
            case CALLS -> statement.calls();
            case ROWS -> statement.rows();
            case TEMP -> statement.tempBlocksWritten();
            case WAL -> statement.walBytes();
            case READS -> statement.blocksRead();
            case JITTER -> statement.stddevMillis();
        };
    }

    /// Total: statements with the same figure are ordered by their keys, so a table never jumps.
    public Comparator<StatementFigures> comparator() {
        return Comparator.<StatementFigures>comparingDouble(it -> Double.isNaN(of(it)) ? Double.MAX_VALUE : -of(it))
                .thenComparing(StatementFigures::key);
    }
}
