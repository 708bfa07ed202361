package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Statements as CSV (RFC 4180) and as JSON. Pure; what is not known is empty or `null`.
final class Export {
    private Export() {}

    /// @param quoted text, and not a figure
    private record Column(String name, boolean quoted, Function<StatementFigures, Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            // As text: readers of JSON lose the last digits of numbers beyond 2^53.
            new Column("queryid", true, StatementFigures::queryId),
            new Column("user", true, StatementFigures::user),
            new Column("database", true, StatementFigures::database),
            new Column("query", true, StatementFigures::text),
            new Column("calls", false, StatementFigures::calls),
            new Column("total_ms", false, StatementFigures::millis),
            new Column("mean_ms", false, StatementFigures::meanMillis),
            new Column("stddev_ms", false, StatementFigures::stddevMillis),
            new Column("rows", false, StatementFigures::rows),
            new Column("blocks_hit", false, StatementFigures::blocksHit),
            new Column("blocks_read", false, StatementFigures::blocksRead),
            new Column("blocks_dirtied", false, StatementFigures::blocksDirtied),
            new Column("temp_blocks_written", false, StatementFigures::tempBlocksWritten),
            new Column("io_ms", false, StatementFigures::ioMillis),
            new Column("wal_bytes", false, StatementFigures::walBytes),
            new Column("plan_ms", false, StatementFigures::planMillis),
            new Column("share_percent", false, StatementFigures::sharePercent));

    static String csv(List<StatementFigures> statements) {
        var head = COLUMNS.stream().map(Column::name).collect(Collectors.joining(","));
        return statements.stream()
                .map(each -> COLUMNS.stream()
                        .map(column -> column.quoted() ? cell(text(column, each)) : figure(column, each, ""))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", head + "\r\n", "\r\n"));
    }

    static String json(List<StatementFigures> statements) {
        return statements.stream()
                .map(each -> COLUMNS.stream()
                        .map(column -> "\"" + column.name() + "\": "
                                + (column.quoted() ? string(text(column, each)) : figure(column, each, "null")))
                        .collect(Collectors.joining(", ", "  {", "}")))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String text(Column column, StatementFigures statement) {
        return String.valueOf(column.value().apply(statement));
    }

    private static String figure(Column column, StatementFigures statement, String unknown) {
        return switch (column.value().apply(statement)) {
            case Double number -> Double.isFinite(number) ? String.format(Locale.ROOT, "%.3f", number) : unknown;
            case Object whole -> whole.toString();
        };
    }

    /// A spreadsheet takes a cell that begins so for a formula, and a statement's text comes from anybody.
    private static String cell(String text) {
        var harmless = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }

    private static String string(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", c) : String.valueOf((char) c));
            }
        });
        return quoted.append('"').toString();
    }
}
