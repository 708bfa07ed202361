package dev.perfdeck.ui.export;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows as CSV (RFC 4180) and as JSON. What is not known is empty or `null`. Immutable, any thread.
///
/// @param name of a file for it, without its ending
public record Sheet<T>(String name, List<Column<T>> columns) {
    public Sheet {
        columns = List.copyOf(columns);
    }

    /// @param quoted text, and not a figure
    public record Column<T>(String name, boolean quoted, Function<T, @Nullable Object> value) {
        public static <T> Column<T> text(String name, Function<T, @Nullable Object> value) {
            return new Column<>(name, true, value);
        }

        public static <T> Column<T> figure(String name, Function<T, @Nullable Object> value) {
            return new Column<>(name, false, value);
        }

        private String csv(T row) {
            var found = value.apply(row);
            return quoted ? cell(found == null ? "" : found.toString()) : number(found, "");
        }

        private String json(T row) {
            var found = value.apply(row);
            return quoted && found != null ? string(found.toString()) : number(found, "null");
        }
    }

    public String csv(List<T> rows) {
        var head = columns.stream().map(Column::name).collect(Collectors.joining(","));
        return rows.stream()
                .map(row -> columns.stream().map(column -> column.csv(row)).collect(Collectors.joining(",")))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining("", head + "\r\n", ""));
    }

    public String json(List<T> rows) {
        return rows.stream()
                .map(row -> columns.stream()
                        .map(column -> string(column.name()) + ": " + column.json(row))
                        .collect(Collectors.joining(", ", "  {", "}")))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String number(@Nullable Object figure, String unknown) {
        return switch (figure) {
            case null -> unknown;
            case Double number -> Double.isFinite(number) ? String.format(Locale.ROOT, "%.3f", number) : unknown;
            default -> figure.toString();
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
                default ->
                    quoted.append(
                            c < ' ' || Character.isSurrogate((char) c)
                                    ? String.format(Locale.ROOT, "\\u%04x", c)
                                    : String.valueOf((char) c));
            }
        });
        return quoted.append('"').toString();
    }
}
