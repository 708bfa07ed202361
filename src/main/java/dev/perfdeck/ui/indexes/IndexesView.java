package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.Session;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.Preflight;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.View;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// One sentence first; then the errand step by step, and under it the health of all indexes, the history of migrations
/// and the journal.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class IndexesView implements View {
    private final IndexesModel model;
    private final ResourceBundle words = Fxml.words(IndexesView.class);
    private final Sentence sentence = new Sentence(words);
    private final StageBar bar;
    private final StepsView steps;
    private final ListsView lists;
    private final Parent node;

    @FXML
    private Label headline;

    @FXML
    private HBox stages;

    @FXML
    private GridPane rows;

    public IndexesView(Session session, IndexesModel model) {
        this.model = model;
        this.bar = new StageBar(words, this::open);
        this.steps = new StepsView(session, model, words, this::refresh);
        this.lists = new ListsView(model, words);
        this.node = Fxml.load(this);
        model.onChange(this::refresh);
        model.open();
    }

    @Override
    public Parent node() {
        return node;
    }

    @FXML
    private void initialize() {
        HBox.setHgrow(bar, Priority.ALWAYS);
        stages.getChildren().add(bar);
        rows.add(steps.node(), 0, 0);
        rows.add(lists.node(), 0, 1);
    }

    private void open(Stage stage) {
        model.stage(stage);
        refresh();
    }

    @Override
    public void refresh() {
        model.glance();
        headline.setText(sentence.of(model));
        bar.show(model, this::note);
        steps.refresh();
        lists.refresh();
    }

    /// A few words under the name of a step.
    private String note(Stage stage) {
        return switch (stage) {
            case PLAN -> planNote();
            case PREFLIGHT -> model.preflight().map(this::checks).orElse("");
            case APPLY ->
                model.progress()
                        .map(now -> say("note.running", Math.min(now.done() + 1, now.of()), now.of()))
                        .or(() -> model.run().map(this::outcome))
                        .orElse("");
            case VERIFY ->
                model.proof()
                        .map(found -> found.good()
                                ? say("note.proved", found.indexes().size())
                                : say("note.problems", found.problems().size()))
                        .orElseGet(() -> words.getString("note.verify"));
            case RECORD -> words.getString("note.record");
        };
    }

    private String planNote() {
        if (model.errand().index().isPresent()) {
            return words.getString("note.order");
        }
        var findings = model.plan()
                .map(plan -> plan.pending().stream()
                        .mapToInt(planned -> planned.findings().size())
                        .sum())
                .orElse(0);
        return model.plan().isEmpty() ? "" : say("note.plan", model.pending(), findings);
    }

    private String checks(Preflight found) {
        return found.clear()
                ? say(
                        "note.checks",
                        found.of(PreflightItem.Weight.GOOD).size(),
                        found.of(PreflightItem.Weight.WARNING).size())
                : say("note.blocked", found.blocking().size());
    }

    private String outcome(MigrationRun run) {
        return run.complete()
                ? words.getString("note.complete")
                : words.getString(run.cancelled() ? "note.cancelled" : "note.failed");
    }

    private String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(values);
    }
}
