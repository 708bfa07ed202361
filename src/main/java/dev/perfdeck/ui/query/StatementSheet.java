package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.export.Sheet;
import dev.perfdeck.ui.export.Sheet.Column;
import java.util.List;

/// The columns of exported statements.
final class StatementSheet {
    private StatementSheet() {}

    static final Sheet<StatementFigures> SHEET = new Sheet<>(
            "statements",
            List.of(
                    // As text: readers of JSON lose the last digits of numbers beyond 2^53.
                    Column.text("queryid", StatementFigures::queryId),
                    Column.text("user", StatementFigures::user),
                    Column.text("database", StatementFigures::database),
                    Column.text("query", StatementFigures::text),
                    Column.figure("calls", StatementFigures::calls),
                    Column.figure("total_ms", StatementFigures::millis),
                    Column.figure("mean_ms", StatementFigures::meanMillis),
                    Column.figure("stddev_ms", StatementFigures::stddevMillis),
                    Column.figure("rows", StatementFigures::rows),
                    Column.figure("blocks_hit", StatementFigures::blocksHit),
                    Column.figure("blocks_read", StatementFigures::blocksRead),
                    Column.figure("blocks_dirtied", StatementFigures::blocksDirtied),
                    Column.figure("temp_blocks_written", StatementFigures::tempBlocksWritten),
                    Column.figure("io_ms", StatementFigures::ioMillis),
                    Column.figure("wal_bytes", StatementFigures::walBytes),
                    Column.figure("plan_ms", StatementFigures::planMillis),
                    Column.figure("share_percent", StatementFigures::sharePercent)));
}
