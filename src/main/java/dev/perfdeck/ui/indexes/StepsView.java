package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.Session;
import dev.perfdeck.model.BackendSignal;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.migration.MigrationProgress;
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
    private final Signals signals;
    private final Parent node;

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
        this.signals = new Signals(session, model.work(), words, this::tell);
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
        check.setOnAction(pressed -> model.check());
        go.setOnAction(pressed -> go());
        guardName.setOnAction(entered -> go());
        guardName.textProperty().addListener((property, before, typed) -> {
            model.type(typed);
            changed.run();
        });
        blockerCancel.setOnAction(pressed -> signal(BackendSignal.Kind.CANCEL));
        blockerEnd.setOnAction(pressed -> signal(BackendSignal.Kind.TERMINATE));
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

    private void signal(BackendSignal.Kind kind) {
        blockerPid().ifPresent(pid -> signals.show(node.getScene().getWindow(), pid, kind));
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
        showBlocker();
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
        plan.none(words.getString(model.plan().isEmpty() ? "plan.unknown" : "plan.none"));
        sheet.show(model);
        shown(sheet.node(), (stage == Stage.PLAN || stage == Stage.PREFLIGHT) && !migrations);
        shown(plan, stage == Stage.PLAN && migrations);
        shown(checks, stage == Stage.PREFLIGHT && migrations);
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
        var running = model.running().isPresent();
        var migrations = model.errand() instanceof Errand.Apply;
        shown(back, !migrations && !running);
        var wayBack = model.wayBack().filter(way -> stage != Stage.PLAN && stage != Stage.PREFLIGHT);
        shown(undo, wayBack.isPresent());
        wayBack.ifPresent(way -> undo.setText(words.getString("undo.button." + Titles.kind(way))));
        shown(repair, migrations && !running && stage == Stage.PLAN && (model.obstacles() > 0 || model.invalid() > 0));
        shown(again, migrations && !running && (stage == Stage.PLAN || stage == Stage.VERIFY || again(stage)));
        again.setText(words.getString("button.again." + stage));
        again.setDisable(model.busy(stage));
        shown(cancel, running);
        cancel.setDisable(model.running().map(job -> job.cancelled()).orElse(true));
        shown(check, migrations && !running && nextIsCheck(stage));
        check.setDisable(model.busy(Stage.PREFLIGHT));
        shown(go, !running && goHere(stage));
        go.setText(Titles.go(model.errand(), model.pending(), words));
        go.setDisable(!model.ready());
        go.getStyleClass().setAll("button", Titles.destroys(model.errand()) ? "danger" : "accent");
    }

    private boolean again(Stage stage) {
        return stage == Stage.PREFLIGHT && model.preflight().isPresent();
    }

    private boolean nextIsCheck(Stage stage) {
        return model.pending() > 0
                && model.obstacles() == 0
                && (stage == Stage.PLAN
                        || (stage == Stage.PREFLIGHT && model.preflight().isEmpty()));
    }

    /// The button that writes stands where all has been seen that it does.
    private boolean goHere(Stage stage) {
        return model.errand() instanceof Errand.Apply
                ? stage == Stage.PREFLIGHT && model.preflight().isPresent() && model.pending() > 0
                : stage == Stage.PLAN && model.run().isEmpty();
    }

    private void showGuard() {
        var name = model.guard().filter(wanted -> go.isVisible());
        shown(guard, name.isPresent());
        name.ifPresent(wanted -> {
            guardLabel.setText(say("guard.label", wanted));
            guardName.setAccessibleText(guardLabel.getText());
        });
    }

    private Optional<Integer> blockerPid() {
        return model.progress()
                .flatMap(MigrationProgress::blocker)
                .map(found -> found.pid())
                .or(() -> model.stage() == Stage.PREFLIGHT
                        ? checks.chosen().map(PreflightItem::ownerPid).filter(pid -> pid > 0)
                        : Optional.empty());
    }

    private void showBlocker() {
        var waits = model.progress().flatMap(MigrationProgress::waits);
        var pid = blockerPid();
        shown(blocker, waits.isPresent() || pid.isPresent());
        blockerSaid.setText(waits.map(who -> say("blocker.waits", who))
                .orElseGet(() -> say("blocker.owner", pid.map(String::valueOf).orElse(""))));
        shown(blockerCancel, pid.isPresent());
        shown(blockerEnd, pid.isPresent());
        if (pid.isPresent()) {
            signals.watch();
        }
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
