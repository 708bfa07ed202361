package dev.perfdeck.ui.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Rows of figures under heads. The cells stay while the number of rows does, so nothing jumps and a refresh costs
/// little.
final class FigureRows extends GridPane {
    private static final double LEAST_TEXT = 60;

    /// How a column is set.
    enum Kind {
        /// Takes what room there is, and is cut where there is not enough.
        TEXT,
        FIGURE
    }

    /// @param head what stands above it; empty for none
    record Column(String head, Kind kind) {}

    /// @param cells one text a column
    /// @param hint  the whole story, on hover; empty for none
    record Row(List<String> cells, String hint) {}

    private final List<Column> columns;
    private final @Nullable Consumer<Integer> open;
    private final int first;
    private final List<List<Labeled>> shown = new ArrayList<>();
    private final List<Tooltip> hints = new ArrayList<>();
    private List<Row> rows = List.of();

    FigureRows(List<Column> columns) {
        this(columns, null);
    }

    /// @param open gets the number of the row whose first cell was pressed; null where rows are only read
    FigureRows(List<Column> columns, @Nullable Consumer<Integer> open) {
        this.columns = columns;
        this.open = open;
        // a row without anything in it would still leave its gap
        this.first = columns.stream().allMatch(column -> column.head().isEmpty()) ? 0 : 1;
        getStyleClass().add("figure-rows");
        for (int i = 0; i < columns.size(); i++) {
            getColumnConstraints().add(constraints(columns.get(i).kind()));
            add(
                    styled(
                            new Label(columns.get(i).head()),
                            "column-head",
                            columns.get(i).kind()),
                    i,
                    0);
        }
    }

    private static ColumnConstraints constraints(Kind kind) {
        var made = new ColumnConstraints();
        made.setHgrow(kind == Kind.TEXT ? Priority.ALWAYS : Priority.NEVER);
        made.setHalignment(kind == Kind.TEXT ? HPos.LEFT : HPos.RIGHT);
        if (kind == Kind.TEXT) {
            made.setMinWidth(LEAST_TEXT);
            made.setPrefWidth(LEAST_TEXT);
        }
        return made;
    }

    private static <L extends Labeled> L styled(L label, String style, Kind kind) {
        label.getStyleClass().add(style);
        label.setMinWidth(kind == Kind.TEXT ? 0 : Region.USE_PREF_SIZE);
        return label;
    }

    void show(List<Row> now) {
        if (now.equals(rows)) {
            return;
        }
        rows = List.copyOf(now);
        while (shown.size() > now.size()) {
            getChildren().removeAll(shown.removeLast());
            hints.removeLast();
        }
        while (shown.size() < now.size()) {
            addRow();
        }
        for (int row = 0; row < now.size(); row++) {
            fill(row, now.get(row));
        }
    }

    private void addRow() {
        var row = shown.size();
        var hint = new Tooltip();
        var cells = new ArrayList<Labeled>();
        for (int i = 0; i < columns.size(); i++) {
            var cell = i == 0 && open != null ? button(row, open) : new Label();
            cells.add(styled(
                    cell, i == 0 ? "row-name" : "row-figure", columns.get(i).kind()));
            add(cell, i, row + first);
        }
        shown.add(cells);
        hints.add(hint);
    }

    private static Button button(int row, Consumer<Integer> open) {
        var button = new Button();
        button.getStyleClass().addAll("statement-text", "flat");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMnemonicParsing(false);
        button.setOnAction(pressed -> open.accept(row));
        return button;
    }

    private void fill(int number, Row row) {
        var cells = shown.get(number);
        hints.get(number).setText(row.hint());
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            cell.setText(row.cells().get(i));
            cell.setTooltip(row.hint().isEmpty() ? null : hints.get(number));
            var head = columns.get(i).head();
            cell.setAccessibleText(
                    i == 0 ? cell.getText() : row.cells().getFirst() + " " + head + ": " + cell.getText());
        }
    }
}
