package dev.perfdeck.ui.query;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanAnswer.NoPlan;
import dev.perfdeck.model.plan.PlanAnswer.Planned;
import dev.perfdeck.model.plan.PlanTrial;
import dev.perfdeck.ui.dialog.TrialDialog;
import dev.perfdeck.ui.plan.PlanView;
import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The plan of the opened statement, what it touches, and the way to a measured one.
final class PlanPane extends VBox {
    private final ResourceBundle words;
    private final PlanModel plans;
    private final PlanView view;
    private final Label touched = new Label();
    private final Button measure;
    private Optional<StatementFigures> statement = Optional.empty();

    PlanPane(ResourceBundle words, QueryModel model) {
        this.words = words;
        this.plans = new PlanModel(model.room(), model.work(), model.badges(), this::refresh);
        this.view = new PlanView("");
        view.setId("query-plan");
        measure = new Button(words.getString("plan.measure"));
        measure.setId("query-measure");
        measure.setTooltip(new Tooltip(words.getString("plan.measure.tip")));
        measure.setMinWidth(Region.USE_PREF_SIZE);
        measure.setOnAction(pressed -> statement.ifPresent(this::prepare));
        view.tools().getChildren().add(measure);
        touched.setId("query-touched");
        touched.getStyleClass().addAll("card-note", "sql");
        touched.setMinWidth(0);
        VBox.setVgrow(view, Priority.ALWAYS);
        getChildren().addAll(view, touched);
        setMinHeight(0);
    }

    void show(StatementFigures opened) {
        statement = Optional.of(opened);
        refresh();
    }

    /// Looks at one more of these for the marks in the table.
    void survey(List<StatementFigures> costliest) {
        plans.survey(costliest);
    }

    private void refresh() {
        statement.ifPresent(this::look);
    }

    private void look(StatementFigures opened) {
        if (opened.text().isEmpty()) {
            none(words.getString("statement.textless"));
            return;
        }
        var asked = plans.look(opened);
        measure.setDisable(asked.waiting()
                || asked.answer().filter(Planned.class::isInstance).isEmpty());
        if (asked.fault().isPresent()) {
            none(said(asked.fault().get()));
        } else if (asked.answer().isEmpty()) {
            none(words.getString("plan.asking"));
        } else {
            show(asked.answer().get());
        }
    }

    private void show(PlanAnswer answer) {
        switch (answer) {
            case Planned planned -> show(planned);
            case NoPlan(PlanAnswer.Reason reason, String detail) ->
                none(MessageFormat.format(words.getString("plan.none." + reason), detail));
        }
    }

    private void show(Planned planned) {
        view.show(planned.plan(), words.getString("plan.basis." + planned.basis()));
        var plan = planned.plan();
        var indexes = String.join(", ", plan.indexes());
        var text = MessageFormat.format(
                words.getString(indexes.isEmpty() ? "plan.touched" : "plan.touched.indexes"),
                String.join(", ", plan.tables()),
                indexes);
        touched.setText(plan.tables().isEmpty() ? "" : text);
        touched.setTooltip(plan.tables().isEmpty() ? null : new Tooltip(text));
    }

    private void none(String why) {
        view.say(why);
        touched.setText("");
    }

    private static String said(Fault fault) {
        return fault.summary() + ". " + fault.remedy();
    }

    private void prepare(StatementFigures opened) {
        measure.setDisable(true);
        plans.trial(
                opened,
                trial -> {
                    measure.setDisable(false);
                    trial.ifPresentOrElse(
                            found -> ask(opened, found), () -> touched.setText(words.getString("plan.none.WRITES")));
                },
                fault -> {
                    measure.setDisable(false);
                    touched.setText(said(fault));
                });
    }

    private void ask(StatementFigures opened, PlanTrial trial) {
        TrialDialog.show(getScene().getWindow(), trial, () -> {
            plans.run(opened, trial);
            refresh();
        });
    }
}
