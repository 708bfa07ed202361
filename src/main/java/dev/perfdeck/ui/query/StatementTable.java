package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.SqlLine;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Statements, one row each. Only the rows in sight have nodes; the selection stays with its statement when the order
/// changes under it.
final class StatementTable extends TableView<StatementFigures> {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    /// Below this width the text needs the room of the trend.
    private static final double NARROW = 860;

    private final ResourceBundle words;
    private final QueryModel model;
    private final Consumer<Order> reorder;
    private final Consumer<StatementFigures> open;
    private final ObservableList<StatementFigures> rows = FXCollections.observableArrayList();
    private final TableColumn<StatementFigures, StatementFigures> extra = new TableColumn<>();
    private final Heads heads = new Heads();
    private boolean filling;
    private int marked;

    /// @param reorder gets what a pressed head orders by
    /// @param open    gets the statement that was chosen
    StatementTable(ResourceBundle words, QueryModel model, Consumer<Order> reorder, Consumer<StatementFigures> open) {
        this.words = words;
        this.model = model;
        this.reorder = reorder;
        this.open = open;
        setId("query-statements");
        getStyleClass().addAll("statement-table", "dense");
        setItems(rows);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setFixedCellSize(27);
        setPlaceholder(new Label(words.getString("table.none")));
        var text = column(
                null, new Label(words.getString("column.statement")), 120, 9000, () -> new TextCell(model, words));
        text.setPrefWidth(520);
        getColumns().add(text);
        getColumns().add(figure(Order.CALLS, 74));
        getColumns().add(figure(Order.MEAN, 84));
        getColumns().add(figure(Order.TOTAL, 84));
        extra.getStyleClass().add("figure");
        fill(extra, heads.of(Order.ROWS), 84, () -> new FigureCell(this::extraOrder));
        getColumns().add(extra);
        getColumns().add(column(null, new Label(words.getString("column.share")), 128, 128, ShareCell::new));
        var trend = column(null, new Label(words.getString("column.trend")), 84, 84, () -> new TrendCell(model));
        getColumns().add(trend);
        widthProperty().subscribe(width -> {
            trend.setVisible(width.doubleValue() >= NARROW);
            showExtra();
        });
        getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        showOrder();
    }

    /// The heads that order the table when they are pressed.
    private final class Heads {
        Label of(Order order) {
            var head = new Label(words.getString("order." + order));
            head.setId("query-head-" + order);
            head.setUserData(order);
            head.getStyleClass().add("order-head");
            head.setOnMouseClicked(pressed -> reorder.accept((Order) head.getUserData()));
            return head;
        }
    }

    /// In a narrow table, rows are shown only where the order is by them.
    private void showExtra() {
        var wanted = extraOrder() == model.order();
        extra.setVisible(wanted || getWidth() >= NARROW);
    }

    private Order extraOrder() {
        return switch (model.order()) {
            case TOTAL, MEAN, CALLS, ROWS -> Order.ROWS;
            case READS, TEMP, WAL, JITTER -> model.order();
        };
    }

    private TableColumn<StatementFigures, StatementFigures> figure(Order order, double width) {
        var column = column(order, heads.of(order), width, width, () -> new FigureCell(() -> order));
        column.getStyleClass().add("figure");
        return column;
    }

    private static TableColumn<StatementFigures, StatementFigures> column(
            @Nullable Order order,
            Label head,
            double least,
            double most,
            Supplier<TableCell<StatementFigures, StatementFigures>> cell) {
        var column = new TableColumn<StatementFigures, StatementFigures>();
        column.setUserData(order);
        fill(column, head, least, cell);
        column.setMaxWidth(most);
        return column;
    }

    private static void fill(
            TableColumn<StatementFigures, StatementFigures> column,
            Label head,
            double width,
            Supplier<TableCell<StatementFigures, StatementFigures>> cell) {
        column.setGraphic(head);
        column.setSortable(false);
        column.setReorderable(false);
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(made -> cell.get());
    }

    private void chosen(@Nullable StatementFigures statement) {
        if (!filling && statement != null) {
            open.accept(statement);
        }
    }

    /// Says in the heads what the order is.
    void showOrder() {
        var last = (Label) extra.getGraphic();
        last.setUserData(extraOrder());
        showExtra();
        getColumns().stream()
                .map(TableColumn::getGraphic)
                .map(Label.class::cast)
                .filter(head -> head.getUserData() instanceof Order)
                .forEach(head -> {
                    var order = (Order) head.getUserData();
                    var on = order == model.order();
                    head.setText(words.getString("order." + order) + (on ? model.least() ? " ▴" : " ▾" : ""));
                    head.pseudoClassStateChanged(CHOSEN, on);
                });
    }

    /// Replaces the rows; the chosen statement stays chosen while it is among them.
    void show(List<StatementFigures> statements) {
        var key = model.opened();
        filling = true;
        try {
            if (!rows.equals(statements)) {
                rows.setAll(statements);
            }
            if (marked != model.badges().changes()) {
                marked = model.badges().changes();
                refresh();
            }
            for (int i = 0; i < statements.size(); i++) {
                if (statements.get(i).key().equals(key)) {
                    getSelectionModel().clearAndSelect(i);
                    return;
                }
            }
            getSelectionModel().clearSelection();
        } finally {
            filling = false;
        }
    }

    List<StatementFigures> shown() {
        return List.copyOf(rows);
    }

    private static final class FigureCell extends TableCell<StatementFigures, StatementFigures> {
        private final Supplier<Order> order;

        FigureCell(Supplier<Order> order) {
            this.order = order;
            setAlignment(Pos.CENTER_RIGHT);
        }

        @Override
        protected void updateItem(@Nullable StatementFigures statement, boolean empty) {
            super.updateItem(statement, empty);
            setText(empty || statement == null ? "" : Columns.text(order.get(), statement));
        }
    }

    static String line(StatementFigures statement, ResourceBundle words) {
        return statement.text().isEmpty() ? words.getString("statement.textless") : SqlLine.of(statement.text());
    }
}
