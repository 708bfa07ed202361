package dev.perfdeck.ui.query;

import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Work;
import dev.perfdeck.ui.export.ExportMenu;
import dev.perfdeck.ui.export.Sheet;
import dev.perfdeck.ui.export.Sheet.Column;
import java.text.MessageFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The application's own queries by the names it gives them, with percentiles that were measured call by call. A head
/// that is pressed orders by it; ties and unknown figures keep the order of names.
final class NamedTable extends VBox {
    private static final Sheet<QueryFigures.Named> SHEET = new Sheet<>(
            "named-queries",
            List.of(
                    Column.text("name", QueryFigures.Named::name),
                    Column.figure("count", QueryFigures.Named::count),
                    Column.figure("errors", QueryFigures.Named::errors),
                    Column.figure("mean_ms", QueryFigures.Named::meanMillis),
                    Column.figure("p50_ms", QueryFigures.Named::p50Millis),
                    Column.figure("p95_ms", QueryFigures.Named::p95Millis),
                    Column.figure("p99_ms", QueryFigures.Named::p99Millis),
                    Column.figure("max_ms", QueryFigures.Named::maxMillis),
                    Column.figure("slow", QueryFigures.Named::slow),
                    Column.text("last_slow_at", query -> query.lastSlowAt().orElse(null))));

    private final ResourceBundle words;
    private final ObservableList<QueryFigures.Named> rows = FXCollections.observableArrayList();
    private final TableView<QueryFigures.Named> table = new TableView<>();

    private final FindingRows findings;
    private final ScrollPane below = new ScrollPane();

    /// @param said gets one line of what was exported
    NamedTable(ResourceBundle words, Work work, Consumer<String> said) {
        this.words = words;
        getStyleClass().addAll("card", "table-card");
        setMinHeight(0);
        var none = new Label(words.getString("named.none"));
        none.setWrapText(true);
        table.setId("query-named");
        table.setPlaceholder(none);
        table.getStyleClass().addAll("statement-table", "dense");
        table.setFixedCellSize(27);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var found = rows.filtered(_ -> true);
        var search = new TextField();
        search.setId("query-named-search");
        search.setPromptText(words.getString("named.search"));
        search.textProperty().subscribe(text -> found.setPredicate(query -> matches(query, text)));
        HBox.setHgrow(search, Priority.ALWAYS);
        var tools = new HBox(
                search, new ExportMenu<>("query-named", work, SHEET, () -> List.copyOf(table.getItems()), said));
        tools.getStyleClass().add("tool-row");
        tools.setMinHeight(USE_PREF_SIZE);
        var sorted = found.sorted();
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getColumns().add(name());
        table.getColumns()
                .addAll(List.of(
                        figure("count", q -> q.count(), q -> Figures.brief(q.count())),
                        figure("mean", QueryFigures.Named::meanMillis, q -> time(q.meanMillis())),
                        figure("p50", QueryFigures.Named::p50Millis, q -> time(q.p50Millis())),
                        figure("p95", QueryFigures.Named::p95Millis, q -> time(q.p95Millis())),
                        figure("p99", QueryFigures.Named::p99Millis, q -> time(q.p99Millis())),
                        figure("max", QueryFigures.Named::maxMillis, q -> time(q.maxMillis())),
                        figure("slow", q -> q.slow(), q -> Figures.brief(q.slow())),
                        figure("errors", q -> q.errors(), q -> Figures.brief(q.errors()))));
        VBox.setVgrow(table, Priority.ALWAYS);
        findings = new FindingRows(words);
        below.setContent(findings);
        below.setFitToWidth(true);
        below.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        below.getStyleClass().add("events-scroll");
        below.setMaxHeight(220);
        getChildren().addAll(tools, table, below);
    }

    private static boolean matches(QueryFigures.Named query, String text) {
        return query.name().toLowerCase(Locale.ROOT).contains(text.strip().toLowerCase(Locale.ROOT));
    }

    private static String time(double millis) {
        return Columns.time(millis);
    }

    private TableColumn<QueryFigures.Named, String> name() {
        var column = new TableColumn<QueryFigures.Named, String>(words.getString("named.name"));
        column.setMinWidth(160);
        column.setPrefWidth(400);
        column.setReorderable(false);
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().name()));
        column.setComparator(Comparator.comparing((String name) -> name.toLowerCase(Locale.ROOT))
                .thenComparing(Comparator.naturalOrder()));
        return column;
    }

    private TableColumn<QueryFigures.Named, QueryFigures.Named> figure(
            String key, ToDoubleFunction<QueryFigures.Named> value, Function<QueryFigures.Named, String> text) {
        var column = new TableColumn<QueryFigures.Named, QueryFigures.Named>(words.getString("named." + key));
        column.setMinWidth(66);
        column.setPrefWidth(84);
        column.setMaxWidth(110);
        column.setReorderable(false);
        column.getStyleClass().add("figure");
        column.setSortType(TableColumn.SortType.DESCENDING);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setComparator(Comparator.comparingDouble((QueryFigures.Named row) -> known(value.applyAsDouble(row)))
                .thenComparing(QueryFigures.Named::name));
        column.setCellFactory(made -> new TableCell<>() {
            {
                setAlignment(Pos.CENTER_RIGHT);
            }

            @Override
            protected void updateItem(QueryFigures.@Nullable Named row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? null : text.apply(row));
            }
        });
        return column;
    }

    private static double known(double figure) {
        return Double.isNaN(figure) ? Double.NEGATIVE_INFINITY : figure;
    }

    void show(QueryFigures figures) {
        var chosen = table.getSelectionModel().getSelectedItem();
        rows.setAll(figures.queries());
        findings.show(figures.nPlusOne());
        below.setVisible(!figures.nPlusOne().isEmpty());
        below.setManaged(!figures.nPlusOne().isEmpty());
        if (chosen != null) {
            table.getItems().stream()
                    .filter(each -> each.name().equals(chosen.name()))
                    .findFirst()
                    .ifPresent(table.getSelectionModel()::select);
        }
    }

    String said(QueryFigures figures) {
        return figures.queries().isEmpty()
                ? ""
                : MessageFormat.format(
                        words.getString("named.said"),
                        figures.total(),
                        figures.queries().size(),
                        Figures.count(figures.slow()),
                        Figures.count(figures.slowThresholdMillis()));
    }
}
