package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.View;
import dev.perfdeck.ui.export.ExportMenu;
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
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Statements by what they cost over the span; the one that is opened, with its history, its figures and its text.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class QueryView implements View {
    /// First rows whose plans are looked at unasked.
    private static final int SURVEYED = 15;

    private final QueryModel model;
    private final ResourceBundle words = Fxml.words(QueryView.class);
    private final StatementTable table;
    private final NoticeRow notices = new NoticeRow(words);
    private final DetailCard detail;
    private final HistoryCard history;
    private final NamedTable named;
    private final Parent node;
    private boolean drawn;
    private boolean byName;

    @FXML
    private HBox orders;

    @FXML
    private HBox tools;

    @FXML
    private VBox noticeBox;

    @FXML
    private StackPane tableCard;

    @FXML
    private GridPane cards;

    @FXML
    private HBox kinds;

    @FXML
    private HBox scope;

    @FXML
    private TextField search;

    @FXML
    private ComboBox<String> users;

    @FXML
    private ComboBox<String> databases;

    @FXML
    private Label said;

    public QueryView(QueryModel model) {
        this.model = model;
        this.table = new StatementTable(words, model, this::order, this::open);
        this.detail = new DetailCard(words, model);
        this.history = new HistoryCard(words, model);
        this.named = new NamedTable(words, model.work(), text -> said.setText(text));
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
        tools.getChildren()
                .add(new ExportMenu<>("query", model.work(), StatementSheet.SHEET, table::shown, said::setText));
        noticeBox.getChildren().add(notices);
        tableCard.getChildren().add(table);
        cards.add(detail, 0, 1);
        cards.add(history, 1, 1);
        cards.add(named, 0, 0, 2, 2);
        kinds();
        search.textProperty().subscribe(typed -> {
            model.search(typed);
            fill();
        });
        choice(users, words.getString("filter.users"), model::user);
        databases();
    }

    /// Statements as the server counts them, or the application's own names for them, where it tells any.
    private void kinds() {
        var group = new ToggleGroup();
        for (var name : List.of("statements", "named")) {
            var button = new ToggleButton(words.getString("kind." + name));
            button.setId("query-kind-" + name);
            button.setToggleGroup(group);
            button.setMinWidth(ToggleButton.USE_PREF_SIZE);
            button.setSelected(name.equals("named") == byName);
            button.setOnAction(pressed -> {
                button.setSelected(true);
                byName = name.equals("named");
                showKind();
                refresh();
            });
            kinds.getChildren().add(button);
        }
        showKind();
    }

    private void showKind() {
        named.setVisible(byName);
        for (var each : List.of(orders, tools, scope, noticeBox, tableCard, detail, history)) {
            each.setVisible(!byName);
            each.setManaged(!byName);
        }
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

    /// The watched database alone until others are asked for: reading those costs the server more.
    private void databases() {
        var own = words.getString("filter.own");
        var all = words.getString("filter.databases");
        databases.setItems(FXCollections.observableArrayList(own, all));
        databases.getSelectionModel().selectFirst();
        databases.valueProperty().subscribe((before, value) -> {
            model.everyDatabase(!own.equals(value));
            model.database(
                    value == null || value.equals(all)
                            ? Optional.empty()
                            : value.equals(own) ? model.own() : Optional.of(value));
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
        if (byName) {
            var figures = model.named();
            named.show(figures);
            said.setText(named.said(figures));
            return;
        }
        model.pull();
        offer(users, model.users());
        users.setVisible(users.getItems().size() > 2);
        users.setManaged(users.isVisible());
        if (model.every()) {
            offer(databases, model.databases());
        }
        notices.show(model.room().notices());
        fill();
        detail.survey(table.shown().stream().limit(SURVEYED).toList());
    }

    /// Adds choices that are new; one that is chosen is never taken away.
    private static void offer(ComboBox<String> box, SortedSet<String> found) {
        found.stream()
                .filter(each -> !each.isEmpty() && !box.getItems().contains(each))
                .forEach(box.getItems()::add);
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
        detail.setVisible(opened.isPresent());
        history.setVisible(opened.isPresent());
        opened.ifPresent(statement -> {
            detail.show(statement, model.span().label());
            history.show(statement);
        });
    }
}
