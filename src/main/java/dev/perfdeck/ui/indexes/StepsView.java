package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.Session;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.PlannedMigration;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.model.migration.Verification.IndexProof;
import dev.perfdeck.ui.Fxml;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The step that is open: its rows, what may be done next, and beside it what the chosen row says at length.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
final class StepsView {
    private final IndexesModel model;
    private final ResourceBundle words;
    private final Runnable changed;
    private final RowTable<PlannedMigration> plan;
    private final RowTable<PreflightItem> checks;
    private final RowTable<StepRow> run;
    private final RowTable<IndexProof> proofs;
    private final ErrandSheet sheet;
    private final SideCard side;
    private final Session session;
    private final Parent node;
    private BlockerBar blockerBar;

    @FXML
    private Label stepTitle;

    @FXML
    private Label stepNote;

    @FXML
    private Button back;

    @FXML
    private Button undo;

    @FXML
    private Button repair;

    @FXML
    private Button again;

    @FXML
    private Button trace;

    @FXML
    private Button cancel;

    @FXML
    private Button check;

    @FXML
    private Button go;

    @FXML
    private HBox guard;

    @FXML
    private Label guardLabel;

    @FXML
    private TextField guardName;

    @FXML
    private StackPane stepBox;

    @FXML
    private HBox blocker;

    @FXML
    private Label blockerSaid;

    @FXML
    private Button blockerCancel;

    @FXML
    private Button blockerEnd;

    @FXML
    private Label said;

    @FXML
    private VBox sideBox;

    /// @param changed called when something was pressed that other parts of the screen show too
    StepsView(Session session, IndexesModel model, ResourceBundle words, Runnable changed) {
        this.model = model;
        this.words = words;
        this.changed = changed;
        this.plan = PlanTable.of(words);
        this.checks = CheckTable.of(words);
        this.run = RunTable.of(words);
        this.proofs = ProofTable.of(words);
        this.sheet = new ErrandSheet(words);
        this.side = new SideCard(session, model, words);
        this.session = session;
        this.node = Fxml.load(this);
    }

    Parent node() {
        return node;
    }

    @FXML
    private void initialize() {
        for (var table : List.of(plan, checks, run, proofs)) {
            table.onChosen(this::showSide);
            stepBox.getChildren().add(table);
        }
        stepBox.getChildren().add(sheet.node());
        sideBox.getChildren().setAll(side.nodes());
        back.setOnAction(pressed -> model.prepare(new Errand.Apply()));
        undo.setOnAction(pressed -> model.wayBack().ifPresent(model::prepare));
        repair.setOnAction(pressed -> model.prepare(new Errand.Repair()));
        again.setOnAction(pressed -> again());
        cancel.setOnAction(pressed -> {
            model.cancel();
            cancel.setDisable(true);
        });
        trace.setOnAction(pressed -> model.trace());
        check.setOnAction(pressed -> model.check());
        go.setOnAction(pressed -> go());
        guardName.setOnAction(entered -> go());
        guardName.textProperty().addListener((property, before, typed) -> {
            model.type(typed);
            changed.run();
        });
        blockerBar = new BlockerBar(session, model, words, blocker, blockerSaid, blockerCancel, blockerEnd, this::tell);
    }

    private void go() {
        model.go();
        guardName.clear();
        changed.run();
    }

    private void again() {
        if (model.stage() == Stage.VERIFY) {
            model.verify();
        } else if (model.stage() == Stage.PREFLIGHT) {
            model.check();
        } else {
            model.lookAndPlan();
        }
    }

    private void tell(String sentence) {
        said.setText(sentence);
        shown(said, true);
    }

    void refresh() {
        var stage = model.stage();
        showTables(stage);
        showButtons(stage);
        showGuard();
        blockerBar.show(checks.chosen());
        stepTitle.setText(title(stage));
        stepNote.setText(model.busy(stage) && model.running().isEmpty() ? words.getString("busy") : "");
        var fault = model.fault(stage).or(() -> runFault(stage));
        said.getStyleClass().setAll("label", fault.isPresent() ? "failure" : "card-note");
        said.setText(fault.map(StepsView::told).orElseGet(() -> sentence(stage)));
        shown(said, !said.getText().isEmpty());
        showSide();
    }

    private void showTables(Stage stage) {
        plan.show(model.plan().map(made -> made.pending()).orElse(List.of()));
        checks.show(model.preflight().map(found -> found.items()).orElse(List.of()));
        run.show(steps());
        proofs.show(model.proof().map(found -> found.indexes()).orElse(List.of()));
        var migrations = model.errand() instanceof Errand.Apply;
        var checked = model.errand().checked();
        plan.none(words.getString(model.plan().isEmpty() ? "plan.unknown" : "plan.none"));
        sheet.show(model);
        shown(sheet.node(), (stage == Stage.PLAN && !migrations) || (stage == Stage.PREFLIGHT && !checked));
        shown(plan, stage == Stage.PLAN && migrations);
        shown(checks, stage == Stage.PREFLIGHT && checked);
        shown(run, stage == Stage.APPLY || stage == Stage.RECORD);
        shown(proofs, stage == Stage.VERIFY);
    }

    private List<StepRow> steps() {
        return model.progress()
                .map(now -> StepRow.running(model.begun(), now, words))
                .or(() -> model.run().map(end -> StepRow.ended(end, words)))
                .orElse(List.of());
    }

    private void showButtons(Stage stage) {
        var offers = Offers.of(model);
        shown(back, offers.back());
        shown(undo, offers.undo().isPresent());
        offers.undo().ifPresent(way -> undo.setText(words.getString("undo.button." + Titles.kind(way))));
        shown(repair, offers.repair());
        shown(again, offers.again());
        again.setText(words.getString("button.again." + stage));
        again.setDisable(model.busy(stage));
        shown(trace, offers.trace());
        trace.setDisable(model.busy(stage));
        shown(cancel, offers.cancel());
        cancel.setDisable(model.running().map(job -> job.cancelled()).orElse(true));
        shown(check, offers.check());
        check.setDisable(model.busy(Stage.PREFLIGHT));
        shown(go, offers.go());
        go.setText(Titles.go(model.errand(), model.pending(), words));
        go.setDisable(!model.ready());
        go.getStyleClass().setAll("button", Titles.destroys(model.errand()) ? "danger" : "accent");
    }

    private void showGuard() {
        var name = model.guard().filter(wanted -> go.isVisible());
        shown(guard, name.isPresent());
        name.ifPresent(wanted -> {
            guardLabel.setText(say("guard.label", wanted));
            guardName.setAccessibleText(guardLabel.getText());
        });
    }

    private String title(Stage stage) {
        return stage == Stage.PLAN || stage == Stage.APPLY
                ? Titles.of(model.errand(), stage, words)
                : words.getString("title." + stage);
    }

    private Optional<Fault> runFault(Stage stage) {
        return stage == Stage.APPLY || stage == Stage.RECORD
                ? model.run().flatMap(MigrationRun::fault)
                : Optional.empty();
    }

    private String sentence(Stage stage) {
        return switch (stage) {
            case PLAN ->
                model.plan()
                        .filter(made -> model.errand() instanceof Errand.Apply)
                        .map(made -> String.join(" ", made.obstacles()))
                        .orElse("");
            case PREFLIGHT -> model.preflight().isEmpty() ? words.getString("check.why") : "";
            case APPLY, RECORD -> model.run().map(MigrationRun::stands).orElse("");
            case VERIFY ->
                model.proof().map(found -> String.join(" ", found.problems())).orElse("");
        };
    }

    private void showSide() {
        side.show(plan.chosen(), checks.chosen(), proofs.chosen());
    }

    static String told(Fault fault) {
        return fault.summary() + (fault.remedy().isEmpty() ? "" : ". " + fault.remedy());
    }

    static void shown(Node node, boolean wanted) {
        node.setVisible(wanted);
        node.setManaged(wanted);
    }

    private String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(values);
    }
}
