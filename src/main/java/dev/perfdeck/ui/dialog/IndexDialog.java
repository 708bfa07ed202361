package dev.perfdeck.ui.dialog;

import dev.perfdeck.app.Session;
import dev.perfdeck.model.BuildProgress;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.IndexRun;
import dev.perfdeck.model.PerformanceIndex;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.Work;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;

/// Shows the six indexes with their SQL and state, asks once, then shows how far the build is. Closing it stops
/// nothing; *Cancel build* does.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class IndexDialog {
    private static final Duration LOOK = Duration.millis(250);

    private final IndexModel model;
    private final ResourceBundle words = Dialogs.words();
    private final Timeline look = new Timeline(new KeyFrame(LOOK, tick -> refresh()));

    @FXML
    private Label intro;

    @FXML
    private VBox rows;

    @FXML
    private VBox guard;

    @FXML
    private Label guardLabel;

    @FXML
    private TextField guardName;

    @FXML
    private VBox progressBox;

    @FXML
    private Label progressText;

    @FXML
    private ProgressBar progressBar;

    @FXML
    private Label waits;

    @FXML
    private Label outcome;

    @FXML
    private Button closeButton;

    @FXML
    private Button cancelButton;

    @FXML
    private Button goButton;

    private IndexDialog(IndexModel model) {
        this.model = model;
    }

    public static void apply(Window owner, Session session, Work work) {
        open(owner, new IndexDialog(new IndexModel(session, work, IndexModel.Way.APPLY)));
    }

    public static void undo(Window owner, Session session, Work work) {
        open(owner, new IndexDialog(new IndexModel(session, work, IndexModel.Way.UNDO)));
    }

    private static void open(Window owner, IndexDialog dialog) {
        var title = dialog.words.getString("index.title." + dialog.model.way());
        Stage stage = Dialogs.open(owner, title, Fxml.load(dialog));
        dialog.closeButton.setOnAction(pressed -> stage.close());
        dialog.look.setCycleCount(Timeline.INDEFINITE);
        dialog.look.play();
        stage.setOnHidden(hidden -> dialog.look.stop());
    }

    @FXML
    private void initialize() {
        intro.setText(words.getString("index.intro." + model.way()));
        goButton.setText(words.getString("index.go." + model.way()));
        Dialogs.guard(guard, guardName, model.production());
        guardLabel.setText(new MessageFormat(words.getString("guard.label"), Locale.ROOT)
                .format(new Object[] {model.environment()}));
        guardName.textProperty().subscribe(model::type);
        goButton.setOnAction(pressed -> {
            outcome.setText("");
            model.start(this::done, this::failed);
            refresh();
        });
        cancelButton.setOnAction(pressed -> {
            model.cancel();
            cancelButton.setDisable(true);
        });
        model.follow(this::done, this::failed);
        model.indexes().forEach(index -> rows.getChildren().add(row(index)));
        refresh();
    }

    private VBox row(PerformanceIndex index) {
        var state = new Label();
        state.getStyleClass().add("index-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        var name = new Label(index.name());
        name.getStyleClass().add("index-name");
        var serves = new Label(index.serves());
        serves.getStyleClass().add("choice-note");
        HBox.setHgrow(serves, Priority.ALWAYS);
        serves.setMaxWidth(Double.MAX_VALUE);
        var head = new HBox(name, serves, state);
        head.getStyleClass().add("index-head");
        var sql = new Label(model.way() == IndexModel.Way.APPLY ? index.sql() : undoSql(index));
        sql.getStyleClass().add("sql");
        sql.setWrapText(true);
        sql.setMinHeight(Region.USE_PREF_SIZE);
        var box = new VBox(head, sql);
        box.getStyleClass().add("index-row");
        return box;
    }

    private static String undoSql(PerformanceIndex index) {
        return "DROP INDEX CONCURRENTLY " + index.name();
    }

    private void refresh() {
        var indexes = model.indexes();
        for (int i = 0; i < Math.min(indexes.size(), rows.getChildren().size()); i++) {
            showState((VBox) rows.getChildren().get(i), indexes.get(i));
        }
        var running = model.running();
        goButton.setDisable(!model.ready());
        show(goButton, !running && model.anythingToDo());
        show(cancelButton, running);
        progressBox.setVisible(running);
        model.progress().ifPresent(this::showProgress);
    }

    private void showState(VBox row, PerformanceIndex index) {
        var label = (Label) row.lookup(".index-state");
        label.setText(words.getString("index.state." + index.state()));
        for (var state : PerformanceIndex.State.values()) {
            label.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(state.name().toLowerCase(Locale.ROOT)), state == index.state());
        }
    }

    private void showProgress(BuildProgress now) {
        var percent = now.percent();
        progressBar.setProgress(Double.isNaN(percent) ? ProgressBar.INDETERMINATE_PROGRESS : percent / 100);
        var phase = now.phase().isEmpty() ? "" : ", " + now.phase();
        var share = Double.isNaN(percent) ? "" : String.format(Locale.ROOT, ", %.0f %%", percent);
        progressText.setText(
                String.format(Locale.ROOT, words.getString("index.progress"), now.done() + 1, now.of(), now.index())
                        + phase
                        + share);
        waits.setText(now.waitsFor().orElse(""));
    }

    private static void show(Node node, boolean wanted) {
        node.setVisible(wanted);
        node.setManaged(wanted);
    }

    private void done(IndexRun end) {
        var said = end.fault()
                .map(f -> f.summary() + ". " + f.remedy())
                .orElseGet(() -> words.getString(end.cancelled() ? "index.cancelled" : "index.done." + model.way()));
        var changed = model.way() == IndexModel.Way.APPLY ? IndexRun.Outcome.BUILT : IndexRun.Outcome.REMOVED;
        var count = end.indexes(changed).size() + " " + words.getString("index.changed." + model.way());
        outcome.setText(said + " " + count);
        refresh();
    }

    private void failed(Fault fault) {
        outcome.setText(fault.summary() + ". " + fault.remedy());
        refresh();
    }
}
