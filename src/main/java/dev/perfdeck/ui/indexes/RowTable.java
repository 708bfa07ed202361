package dev.perfdeck.ui.indexes;

import dev.perfdeck.ui.CellText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// A dense table of immutable rows. The chosen row stays chosen, and the order stays, while new rows replace the old.
final class RowTable<T> extends TableView<T> {
    /// How a cell looks.
    enum Look {
        TEXT,
        FIGURE,
        SQL
    }

    private final Function<T, String> identity;
    private final ObservableList<T> rows = FXCollections.observableArrayList();
    private final Label none = new Label();
    private boolean filling;

    /// @param identity what a row is about, whatever it says by now
    RowTable(String id, Function<T, String> identity) {
        this.identity = identity;
        setId(id);
        getStyleClass().addAll("statement-table", "dense");
        setItems(rows);
        setFixedCellSize(27);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        none.setWrapText(true);
        none.getStyleClass().add("card-note");
        setPlaceholder(none);
    }

    /// What an empty table says.
    void none(String why) {
        none.setText(why);
    }

    /// A column of text that grows from `least` to `most`; sorted by its text.
    RowTable<T> column(String title, double least, double most, Look look, Function<T, String> text) {
        return column(title, least, most, look, text, Comparator.comparing(text));
    }

    RowTable<T> column(
            String title, double least, double most, Look look, Function<T, String> text, Comparator<T> order) {
        cells(title, least, most, order, column -> new TextCell<>(look, text));
        if (look == Look.FIGURE) {
            getColumns().getLast().getStyleClass().add("figure");
        }
        return this;
    }

    /// A column of a word or two, in the colour of its state.
    RowTable<T> badge(
            String title, double width, Function<T, String> text, Function<T, String> state, Comparator<T> order) {
        return cells(title, width, width, order, column -> new BadgeCell<>(text, state));
    }

    RowTable<T> cells(
            String title,
            double least,
            double most,
            Comparator<T> order,
            Function<TableColumn<T, T>, TableCell<T, T>> cell) {
        var column = new TableColumn<T, T>(title);
        column.setMinWidth(least);
        column.setMaxWidth(most);
        column.setPrefWidth(Math.min(most, 2 * least));
        column.setReorderable(false);
        column.setComparator(order);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(cell::apply);
        getColumns().add(column);
        return this;
    }

    /// The last column is shown only where the table is at least that wide: better gone than cut.
    RowTable<T> from(double width) {
        var last = getColumns().getLast();
        widthProperty().subscribe(now -> last.setVisible(now.doubleValue() >= width));
        return this;
    }

    void onChosen(Runnable told) {
        getSelectionModel().selectedItemProperty().subscribe(() -> {
            if (!filling) {
                told.run();
            }
        });
    }

    Optional<T> chosen() {
        return Optional.ofNullable(getSelectionModel().getSelectedItem());
    }

    void show(List<T> shown) {
        if (rows.equals(shown)) {
            return;
        }
        var key = chosen().map(identity);
        filling = true;
        try {
            rows.setAll(shown);
            sort();
            key.ifPresent(this::choose);
        } finally {
            filling = false;
        }
    }

    private void choose(String key) {
        for (int i = 0; i < rows.size(); i++) {
            if (identity.apply(rows.get(i)).equals(key)) {
                getSelectionModel().clearAndSelect(i);
                return;
            }
        }
        getSelectionModel().clearSelection();
    }

    private static final class TextCell<T> extends TableCell<T, T> {
        private final Look look;
        private final Function<T, String> text;

        TextCell(Look look, Function<T, String> text) {
            this.look = look;
            this.text = text;
            setAlignment(look == Look.FIGURE ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
            if (look == Look.SQL) {
                getStyleClass().add("sql");
            }
        }

        @Override
        protected void updateItem(@Nullable T row, boolean empty) {
            super.updateItem(row, empty);
            var said = empty || row == null ? "" : text.apply(row);
            if (look == Look.FIGURE) {
                setText(said);
            } else {
                CellText.show(this, said);
            }
        }
    }

    private static final class BadgeCell<T> extends TableCell<T, T> {
        private final Function<T, String> text;
        private final Function<T, String> state;
        private final Label badge = new Label();

        BadgeCell(Function<T, String> text, Function<T, String> state) {
            this.text = text;
            this.state = state;
            badge.getStyleClass().add("state-badge");
            badge.setMinWidth(Label.USE_PREF_SIZE);
            setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(@Nullable T row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            badge.setText(text.apply(row));
            States.show(badge, state.apply(row));
            setGraphic(badge);
        }
    }

    /// The states that the style sheet has colours for.
    static final class States {
        private static final List<String> ALL = List.of("good", "now", "warning", "danger");

        private States() {}

        static void show(Node node, String state) {
            ALL.forEach(each -> node.pseudoClassStateChanged(PseudoClass.getPseudoClass(each), each.equals(state)));
        }
    }
}
