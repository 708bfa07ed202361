package dev.perfdeck.ui.activity;

import dev.perfdeck.model.ActivityPicture;
import dev.perfdeck.model.BackendSignal;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.SessionGroup;
import dev.perfdeck.model.WaitClass;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.View;
import dev.perfdeck.ui.chart.Series;
import dev.perfdeck.ui.chart.TimeChart;
import dev.perfdeck.ui.dialog.SignalDialog;
import dev.perfdeck.ui.export.ExportMenu;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.fxml.FXML;
import javafx.geometry.HPos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// One sentence first; then what active sessions wait for, and the sessions themselves: who holds others up, and which
/// transactions are old.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class ActivityView implements View {
    private final ActivityModel model;
    private final ResourceBundle words = Fxml.words(ActivityView.class);
    private final SessionTable table = new SessionTable(words);
    private final TimeChart chart = new TimeChart();
    private final GridPane groups = new GridPane();
    private final Parent node;
    private Optional<ActivityPicture> picture = Optional.empty();

    @FXML
    private Label headline;

    @FXML
    private StackPane chartCard;

    @FXML
    private VBox groupCard;

    @FXML
    private StackPane tableBox;

    @FXML
    private HBox buttons;

    @FXML
    private ToggleButton blocking;

    @FXML
    private ToggleButton longest;

    @FXML
    private Button cancel;

    @FXML
    private Button terminate;

    @FXML
    private Label said;

    public ActivityView(ActivityModel model) {
        this.model = model;
        this.node = Fxml.load(this);
    }

    @Override
    public Parent node() {
        return node;
    }

    @FXML
    private void initialize() {
        chart.setId("activity-waits");
        chart.titleProperty().set(words.getString("chart.title"));
        chart.unitProperty().set(Metric.Unit.COUNT);
        chartCard.getChildren().add(chart);
        groups.setId("activity-groups");
        groups.getStyleClass().add("pairs");
        var name = new ColumnConstraints(60, 160, Double.MAX_VALUE);
        name.setHgrow(Priority.ALWAYS);
        var figure = new ColumnConstraints();
        figure.setHalignment(HPos.RIGHT);
        groups.getColumnConstraints().addAll(name, figure);
        groupCard.getChildren().add(groups);
        tableBox.getChildren().add(table);
        buttons.getChildren()
                .add(1, new ExportMenu<>("activity", model.work(), SessionSheet.SHEET, table::shown, said::setText));
        blocking.setOnAction(pressed -> choose(true));
        longest.setOnAction(pressed -> choose(false));
        cancel.setOnAction(pressed -> signal(BackendSignal.Kind.CANCEL));
        terminate.setOnAction(pressed -> signal(BackendSignal.Kind.TERMINATE));
        table.getSelectionModel().selectedItemProperty().subscribe(this::judge);
        choose(false);
    }

    private void choose(boolean tree) {
        blocking.setSelected(tree);
        longest.setSelected(!tree);
        showTable();
    }

    private void judge() {
        var chosen = table.chosen();
        cancel.setDisable(chosen.filter(row -> row.session().active()).isEmpty());
        terminate.setDisable(chosen.filter(row -> !row.session().prepared()).isEmpty());
    }

    private void signal(BackendSignal.Kind kind) {
        table.chosen().ifPresent(row -> {
            try {
                SignalDialog.show(
                        node.getScene().getWindow(),
                        model.room(),
                        model.session().environment(),
                        model.room().prepare(row.session(), kind),
                        model.work(),
                        said::setText);
            } catch (FaultException refused) {
                said.setText(refused.fault().summary() + ". " + refused.fault().remedy());
            }
        });
    }

    @Override
    public void refresh() {
        // Asked for even while the screen is held still: what is shown is then one move away from the present.
        var newest = model.picture();
        if (model.paused() && picture.isPresent()) {
            return;
        }
        picture = newest;
        showChart();
        headline.setText(newest.map(this::sentence).orElseGet(this::why));
        newest.ifPresent(this::showGroups);
        showTable();
    }

    private String why() {
        return model.room().trouble().map(Fault::summary).orElseGet(() -> words.getString("headline.none"));
    }

    private String sentence(ActivityPicture now) {
        var active = now.groups().stream()
                .filter(SessionGroup::active)
                .mapToInt(SessionGroup::count)
                .sum();
        var held = now.roots().stream().findFirst();
        var first = MessageFormat.format(words.getString("headline.sessions"), now.total(), active, now.waiting());
        var second = held.map(root -> " "
                        + MessageFormat.format(
                                words.getString("headline.blocker"),
                                root.session().pid(),
                                root.holdsUp(),
                                SessionRow.age(root.session().xactStart(), now.at())))
                .orElse("");
        return first + second + (now.seesAll() ? "" : " " + words.getString("headline.hidden"));
    }

    private void showChart() {
        var series = new ArrayList<Series>();
        model.lines()
                .forEach((wait, window) -> series.add(
                        new Series(words.getString("wait." + wait), colour(wait), window, wait == WaitClass.CPU)));
        if (!series.isEmpty()) {
            var first = series.getFirst().window();
            chart.setSpan(first.firstSecond(), first.firstSecond() + Math.max(1, first.size() - 1));
        }
        chart.setMarks(model.session().events());
        chart.setSeries(Series.stack(series));
    }

    /// Red is for what is wrong: waiting for a lock.
    private static int colour(WaitClass wait) {
        return switch (wait) {
            case CPU -> 3;
            case IO -> 0;
            case LOCK -> 2;
            case LWLOCK -> 1;
            case IPC, OTHER -> 4;
            case CLIENT -> 5;
        };
    }

    private void showGroups(ActivityPicture now) {
        groups.getChildren().clear();
        int row = 0;
        for (var group : now.groups()) {
            var state = group.state().isEmpty() ? words.getString("group.server") : group.state();
            var wait = group.waitType().isEmpty() || !group.active()
                    ? ""
                    : " · " + group.waitType() + ":" + group.waitEvent();
            var name = new Label(state + wait);
            name.setMinWidth(0);
            groups.addRow(row++, name, new Label(Figures.count(group.count())));
        }
    }

    private void showTable() {
        picture.ifPresent(now -> {
            blocking.setText(MessageFormat.format(
                    words.getString("tab.blocking"), now.roots().size()));
            if (blocking.isSelected()) {
                table.showTree(now);
            } else {
                table.showList(now);
            }
        });
        judge();
    }
}
