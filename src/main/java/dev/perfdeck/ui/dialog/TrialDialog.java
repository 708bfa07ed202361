package dev.perfdeck.ui.dialog;

import dev.perfdeck.model.plan.PlanTrial;
import java.text.MessageFormat;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Shows what will be run to measure a plan, with which values and limits, before its button.
public final class TrialDialog {
    private TrialDialog() {}

    /// @param run is done when the person agrees
    public static void show(Window owner, PlanTrial trial, Runnable run) {
        var words = Dialogs.words();
        var intro = new Label(MessageFormat.format(words.getString("trial.intro"), trial.limit() / 1000));
        intro.setWrapText(true);
        intro.setMaxWidth(620);
        var sql = new TextArea(trial.sql());
        sql.setId("trial-sql");
        sql.setEditable(false);
        sql.setWrapText(true);
        sql.getStyleClass().add("sql");
        sql.setPrefSize(620, 200);
        var values = new Label(String.join("\n", trial.values()));
        values.setId("trial-values");
        values.getStyleClass().addAll("sql", "choice-note");
        values.setWrapText(true);
        values.setMaxWidth(620);
        values.setVisible(!trial.values().isEmpty());
        values.setManaged(!trial.values().isEmpty());
        var back = new Button(words.getString("trial.back"));
        back.setCancelButton(true);
        var go = new Button(words.getString("trial.go"));
        go.setId("trial-go");
        go.getStyleClass().add("accent");
        var buttons = new HBox(back, go);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getStyleClass().add("dialog-buttons");
        var box = new VBox(intro, sql, values, buttons);
        box.getStyleClass().add("dialog-body");
        var stage = Dialogs.open(owner, words.getString("trial.title"), box);
        back.setOnAction(pressed -> stage.close());
        go.setOnAction(pressed -> {
            stage.close();
            run.run();
        });
    }
}
