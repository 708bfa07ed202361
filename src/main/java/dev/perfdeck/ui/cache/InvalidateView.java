package dev.perfdeck.ui.cache;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.InvalidationRun;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.cache.InvalidateModel.Way;
import java.util.List;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The card that removes keys: a pattern, what it would remove, then the button that says how many go.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
final class InvalidateView {
    private static final Duration LOOK = Duration.millis(200);

    private final InvalidateModel model;
    private final Lists lists;
    private final FigureRows rows;
    private final Timeline look = new Timeline(new KeyFrame(LOOK, tick -> refresh()));
    private final Parent node;

    @FXML
    private Label note;

    @FXML
    private HBox patternRow;

    @FXML
    private TextField pattern;

    @FXML
    private Button dryButton;

    @FXML
    private VBox facts;

    @FXML
    private Label said;

    @FXML
    private ProgressBar progress;

    @FXML
    private HBox guard;

    @FXML
    private Label guardLabel;

    @FXML
    private TextField guardName;

    @FXML
    private Button epochButton;

    @FXML
    private Button cancelButton;

    @FXML
    private Button goButton;

    InvalidateView(InvalidateModel model, Lists lists) {
        this.model = model;
        this.lists = lists;
        this.rows = new FigureRows(List.of(
                new FigureRows.Column("", FigureRows.Kind.TEXT), new FigureRows.Column("", FigureRows.Kind.FIGURE)));
        this.node = Fxml.load(this);
    }

    Parent node() {
        return node;
    }

    @FXML
    private void initialize() {
        rows.setId("invalidate-facts");
        facts.getChildren().addFirst(rows);
        pattern.textProperty().subscribe(text -> {
            model.pattern(text);
            refresh();
        });
        pattern.setOnAction(entered -> count());
        dryButton.setOnAction(pressed -> count());
        guardName.textProperty().subscribe(text -> {
            model.type(text);
            refresh();
        });
        guardName.setOnAction(entered -> go());
        goButton.setOnAction(pressed -> go());
        epochButton.setOnAction(pressed -> turn());
        cancelButton.setOnAction(pressed -> {
            model.cancel();
            refresh();
        });
        look.setCycleCount(Timeline.INDEFINITE);
        refresh();
    }

    /// Offers another pattern; nothing is counted yet.
    void offer(String text) {
        if (!model.running()) {
            model.way(Way.PATTERN);
            pattern.setText(text);
            pattern.requestFocus();
            refresh();
        }
    }

    private void count() {
        model.count();
        begin();
    }

    private void go() {
        model.invalidate();
        begin();
    }

    private void begin() {
        guardName.clear();
        if (model.running()) {
            look.play();
        }
        refresh();
    }

    private void turn() {
        model.way(model.way() == Way.PATTERN ? Way.EPOCH : Way.PATTERN);
        guardName.clear();
        refresh();
    }

    /// Shows what the model knows; called when an errand has ended, too.
    void refresh() {
        var running = model.running();
        if (!running) {
            look.stop();
        }
        var epoch = model.way() == Way.EPOCH;
        note.setText(lists.say(epoch ? "epoch.note" : "invalidate.note", model.namespace()));
        Shown.when(patternRow, !epoch);
        pattern.setDisable(running);
        dryButton.setDisable(running);
        Shown.when(cancelButton, running);
        cancelButton.setDisable(model.cancelling());
        Shown.when(epochButton, !running);
        epochButton.setText(word(epoch ? "epoch.back" : "epoch.button"));
        Shown.when(goButton, !running);
        goButton.setText(goWord());
        goButton.setDisable(!model.ready());
        showFacts();
        showGuard();
    }

    private String goWord() {
        if (model.way() == Way.EPOCH) {
            return word("epoch.go");
        }
        return model.found() == 0
                ? word("invalidate.go.none")
                : lists.say("invalidate.go", model.found(), Figures.count(model.found()));
    }

    private void showGuard() {
        Shown.when(guard, model.guarded());
        model.guard().ifPresent(name -> {
            guardLabel.setText(lists.say("guard.label", name));
            guardName.setAccessibleText(lists.say("guard.said", name));
        });
    }

    private void showFacts() {
        var run = model.running() ? model.progress() : model.ended();
        rows.show(run.filter(r -> model.way() == Way.PATTERN).map(this::facts).orElse(List.of()));
        Shown.when(progress, model.running());
        progress.setProgress(run.filter(r -> model.running() && r.total() > 0)
                .map(r -> Math.min(1.0, (double) r.scanned() / r.total()))
                .orElse(ProgressBar.INDETERMINATE_PROGRESS));
        var failed = model.failure();
        said.setText(failed.map(InvalidateView::told).orElseGet(this::outcome));
        said.getStyleClass().setAll("label", failed.isPresent() ? "failure" : "card-note");
        Shown.when(said, !said.getText().isEmpty());
    }

    private static String told(Fault fault) {
        return fault.summary() + ". " + fault.remedy();
    }

    private List<FigureRows.Row> facts(InvalidationRun run) {
        return List.of(
                fact(
                        "invalidate.matched",
                        lists.say("invalidate.of", Figures.count(run.matched()), Figures.count(run.total()))),
                run.dryRun()
                        ? fact("invalidate.walk", walk(run))
                        : fact(
                                "invalidate.removed",
                                lists.say("invalidate.in", Figures.count(run.deleted()), Figures.time(run.took()))));
    }

    private String walk(InvalidationRun run) {
        if (run.calls() < 0) {
            return Figures.time(run.took());
        }
        return lists.say("invalidate.calls", run.calls(), Figures.count(run.calls()), Figures.time(run.took()));
    }

    private FigureRows.Row fact(String key, String figure) {
        return new FigureRows.Row(List.of(word(key), figure), "");
    }

    /// A sentence under the figures, where they do not say it all.
    private String outcome() {
        if (model.running()) {
            return "";
        }
        var ended = model.ended();
        if (ended.isEmpty()) {
            return word(model.way() == Way.EPOCH ? "epoch.intro" : "invalidate.intro");
        }
        var run = ended.get();
        if (!run.finished()) {
            return word(run.dryRun() ? "invalidate.cancelled.dry" : "invalidate.cancelled");
        }
        return model.way() == Way.EPOCH ? word("epoch.done") : run.dryRun() ? word("invalidate.dry") : "";
    }

    private String word(String key) {
        return lists.words().getString(key);
    }
}
