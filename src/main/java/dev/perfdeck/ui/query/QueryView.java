package dev.perfdeck.ui.query;

import dev.perfdeck.model.Metric;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.View;
import dev.perfdeck.ui.chart.Series;
import dev.perfdeck.ui.chart.TimeChart;
import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.SortedSet;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Statements by what they cost over the span; the one that is opened, with its history, its figures and its text.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class QueryView implements View {
    private final QueryModel model;
    private final ResourceBundle words = Fxml.words(QueryView.class);
    private final StatementTable table;
    private final NoticeRow notices = new NoticeRow(words);
    private final StatementPane figures = new StatementPane(words);
    private final TextArea text = new TextArea();
    private final TimeChart mean = new TimeChart();
    private final Parent node;
    private boolean drawn;

    @FXML
    private HBox orders;

    @FXML
    private HBox tools;

    @FXML
    private VBox noticeBox;

    @FXML
    private StackPane tableCard;

    @FXML
    private VBox detailCard;

    @FXML
    private VBox chartCard;

    @FXML
    private TextField search;

    @FXML
    private ComboBox<String> users;

    @FXML
    private ComboBox<String> databases;

    @FXML
    private Label said;

    @FXML
    private Label tail;

    @FXML
    private Label detailNote;

    public QueryView(QueryModel model) {
        this.model = model;
        this.table = new StatementTable(words, model, this::order, this::open);
        this.node = Fxml.load(this);
    }

    @Override
    public Parent node() {
        return node;
    }

    @FXML
    private void initialize() {
        var group = new ToggleGroup();
        for (var order : Order.values()) {
            orders.getChildren().add(orderButton(order, group));
        }
        tools.getChildren().add(new ExportMenu(words, model.work(), table::shown, said::setText));
        noticeBox.getChildren().add(notices);
        tableCard.getChildren().add(table);
        text.setEditable(false);
        text.setWrapText(true);
        text.setId("query-text");
        text.getStyleClass().add("sql");
        text.setMinHeight(48);
        VBox.setVgrow(text, Priority.ALWAYS);
        detailCard.getChildren().addAll(figures, text);
        mean.setId("query-mean");
        mean.titleProperty().set(words.getString("chart.mean"));
        mean.unitProperty().set(Metric.Unit.MILLISECONDS);
        mean.setBridge(TrendCell.BRIDGE_SECONDS);
        VBox.setVgrow(mean, Priority.ALWAYS);
        chartCard.getChildren().addFirst(mean);
        search.textProperty().subscribe(typed -> {
            model.search(typed);
            fill();
        });
        choice(users, words.getString("filter.users"), model::user);
        choice(databases, words.getString("filter.databases"), model::database);
    }

    private ToggleButton orderButton(Order order, ToggleGroup group) {
        var button = new ToggleButton(words.getString("order." + order));
        button.setId("query-order-" + order);
        button.setToggleGroup(group);
        button.getStyleClass()
                .add(order.ordinal() == 0 ? "left-pill" : order == Order.JITTER ? "right-pill" : "center-pill");
        button.setMinWidth(ToggleButton.USE_PREF_SIZE);
        button.setSelected(order == model.order());
        button.setOnAction(pressed -> order(order));
        return button;
    }

    private void choice(ComboBox<String> box, String all, Consumer<Optional<String>> choose) {
        box.setItems(FXCollections.observableArrayList(all));
        box.getSelectionModel().selectFirst();
        box.valueProperty().subscribe(value -> {
            choose.accept(Optional.ofNullable(value).filter(chosen -> !chosen.equals(all)));
            fill();
        });
    }

    private void order(Order order) {
        model.order(order);
        orders.getChildren()
                .forEach(each -> ((ToggleButton) each).setSelected(each.getId().endsWith("-" + model.order())));
        table.showOrder();
        fill();
        table.scrollTo(0);
    }

    private void open(StatementFigures statement) {
        model.open(statement.key());
        showDetail();
    }

    @Override
    public void refresh() {
        if (model.paused() && drawn) {
            return;
        }
        drawn = true;
        model.pull();
        offer(users, model.users());
        offer(databases, model.databases());
        notices.show(model.room().notices());
        fill();
    }

    /// Adds choices that are new; one that is chosen is never taken away.
    private static void offer(ComboBox<String> box, SortedSet<String> found) {
        found.stream()
                .filter(each -> !each.isEmpty() && !box.getItems().contains(each))
                .forEach(box.getItems()::add);
        var several = box.getItems().size() > 2;
        box.setVisible(several);
        box.setManaged(several);
    }

    private void fill() {
        var shown = model.shown();
        if (model.statement(model.opened()).isEmpty() && !shown.isEmpty()) {
            model.open(shown.getFirst().key());
        }
        table.show(shown);
        said.setText(
                shown.size() == model.count()
                        ? MessageFormat.format(
                                words.getString("table.count"),
                                model.count(),
                                model.span().label())
                        : MessageFormat.format(words.getString("table.some"), shown.size(), model.count()));
        showDetail();
    }

    private void showDetail() {
        var opened = model.statement(model.opened());
        detailCard.setVisible(opened.isPresent());
        chartCard.setVisible(opened.isPresent());
        opened.ifPresent(this::show);
    }

    private void show(StatementFigures statement) {
        figures.show(statement);
        var sql = statement.text().isEmpty() ? words.getString("statement.textless") : statement.text();
        if (!sql.equals(text.getText())) {
            text.setText(sql);
        }
        detailNote.setText(words.getString(statement.topLevel() ? "detail.note" : "detail.nested") + " "
                + model.span().label());
        var window = model.room().mean(statement.key(), model.length());
        mean.setSpan(window.firstSecond(), window.firstSecond() + window.size() - 1);
        mean.setMarks(model.session().events());
        mean.setSeries(List.of(new Series(words.getString("order.MEAN"), 0, window, false)));
        tail.setText(StatementPane.tail(statement, words));
    }
}
