package dev.perfdeck.ui.advice;

import dev.perfdeck.model.lab.ColumnFacts;
import dev.perfdeck.model.lab.TableFacts;
import dev.perfdeck.ui.Figures;
import java.text.MessageFormat;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Puts an index together by hand: a table is chosen, its columns are dragged into the keys or the included ones, or
/// pressed. Each change is told at once. FX thread only.
final class ColumnBench extends VBox {
    private final ResourceBundle words;
    private final Consumer<String> changed;
    private final ComboBox<TableFacts> tables = new ComboBox<>();
    private final FlowPane columns = row("bench-columns");
    private final FlowPane keys = row("bench-keys");
    private final FlowPane included = row("bench-included");
    private IndexSketch sketch = IndexSketch.of("");

    /// @param changed gets the statement after each change that leaves one
    ColumnBench(ResourceBundle words, Consumer<String> changed) {
        this.words = words;
        this.changed = changed;
        getStyleClass().add("column-bench");
        tables.setId("bench-table");
        tables.setPromptText(words.getString("bench.table"));
        tables.setConverter(new Names());
        tables.setMaxWidth(Double.MAX_VALUE);
        tables.valueProperty().subscribe(this::choose);
        takesDrops(keys, (column, place) -> put(sketch.key(column, place)));
        takesDrops(included, (column, place) -> put(sketch.include(column)));
        takesDrops(columns, (column, place) -> put(sketch.without(column)));
        getChildren()
                .addAll(
                        line("bench.on", tables),
                        line("bench.columns", columns),
                        line("bench.keys", keys),
                        line("bench.included", included));
    }

    private static FlowPane row(String id) {
        var row = new FlowPane();
        row.setId(id);
        row.getStyleClass().add("bench-row");
        return row;
    }

    private HBox line(String key, Region content) {
        var name = new Label(words.getString(key));
        name.getStyleClass().add("card-note");
        name.setMinWidth(62);
        content.setMinWidth(0);
        HBox.setHgrow(content, Priority.ALWAYS);
        var line = new HBox(name, content);
        line.getStyleClass().add("tool-row");
        return line;
    }

    void show(List<TableFacts> found) {
        var before = tables.getValue();
        tables.getItems()
                .setAll(found.stream().filter(table -> !table.partition()).toList());
        if (before != null) {
            tables.getItems().stream()
                    .filter(table -> table.name().equals(before.name()))
                    .findFirst()
                    .ifPresent(tables::setValue);
        }
    }

    private void choose(@Nullable TableFacts table) {
        if (table != null && !table.name().equals(sketch.table())) {
            sketch = IndexSketch.of(table.name());
            draw();
        }
    }

    private void put(IndexSketch now) {
        sketch = now;
        draw();
        if (!now.empty()) {
            changed.accept(now.ddl());
        }
    }

    private void draw() {
        var table = tables.getValue();
        if (table == null) {
            return;
        }
        columns.getChildren()
                .setAll(table.columns().stream()
                        .filter(column -> !sketch.keys().contains(column.name())
                                && !sketch.included().contains(column.name()))
                        .map(this::free)
                        .toList());
        keys.getChildren().setAll(chips(sketch.keys()));
        included.getChildren().setAll(chips(sketch.included()));
    }

    private List<Node> chips(List<String> names) {
        return names.isEmpty()
                ? List.of(hint())
                : names.stream().map(name -> (Node) used(name)).toList();
    }

    private Label hint() {
        var hint = new Label(words.getString("bench.hint"));
        hint.getStyleClass().add("card-note");
        return hint;
    }

    private Button free(ColumnFacts column) {
        var chip = chip(column.name());
        chip.setTooltip(new Tooltip(
                column.known()
                        ? MessageFormat.format(
                                words.getString("bench.column"),
                                column.type(),
                                Figures.brief(Math.round(column.distinct())),
                                Figures.percent(100 * column.nullFraction()))
                        : column.type()));
        chip.setOnAction(pressed -> put(sketch.key(column.name(), sketch.keys().size())));
        return chip;
    }

    private Button used(String column) {
        var chip = chip(column);
        chip.getStyleClass().add("chosen-chip");
        chip.setTooltip(new Tooltip(words.getString("bench.remove")));
        chip.setOnAction(pressed -> put(sketch.without(column)));
        return chip;
    }

    private static Button chip(String column) {
        var chip = new Button(column);
        chip.setMnemonicParsing(false);
        chip.getStyleClass().addAll("chip", "sql");
        chip.setOnDragDetected(moved -> {
            var carried = new ClipboardContent();
            carried.putString(column);
            chip.startDragAndDrop(TransferMode.MOVE).setContent(carried);
            moved.consume();
        });
        return chip;
    }

    private void takesDrops(FlowPane row, BiConsumer<String, Integer> drop) {
        row.setOnDragOver(over -> {
            if (over.getDragboard().hasString()) {
                over.acceptTransferModes(TransferMode.MOVE);
            }
            over.consume();
        });
        row.setOnDragDropped(dropped -> {
            var column = dropped.getDragboard().getString();
            var known = tables.getValue() != null
                    && tables.getValue().columns().stream()
                            .anyMatch(each -> each.name().equals(column));
            if (known) {
                drop.accept(column, place(row, dropped.getX(), dropped.getY()));
            }
            dropped.setDropCompleted(known);
            dropped.consume();
        });
    }

    /// Before which chip a drop lands.
    private static int place(FlowPane row, double x, double y) {
        var chips = row.getChildren();
        for (int i = 0; i < chips.size(); i++) {
            var bounds = chips.get(i).getBoundsInParent();
            if (y <= bounds.getMaxY() && x < bounds.getCenterX()) {
                return i;
            }
        }
        return chips.size();
    }

    private static final class Names extends StringConverter<TableFacts> {
        @Override
        public String toString(@Nullable TableFacts table) {
            return table == null
                    ? ""
                    : table.name() + "  ·  " + Figures.brief(Math.round(Math.max(0, table.rows()))) + "  ·  "
                            + Figures.bytes(table.sizeBytes());
        }

        @Override
        public @Nullable TableFacts fromString(String text) {
            return null;
        }
    }
}
