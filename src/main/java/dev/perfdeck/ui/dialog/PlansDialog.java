package dev.perfdeck.ui.dialog;

import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.ui.plan.PlanPair;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Two plans of one statement side by side, with room to read them.
public final class PlansDialog {
    private static final double WIDTH = 960;

    private PlansDialog() {}

    public static void show(Window owner, String query, PlanDocument old, PlanDocument now) {
        var words = Dialogs.words();
        var statement = new Label(query);
        statement.setId("plans-query");
        statement.getStyleClass().add("sql");
        statement.setWrapText(true);
        statement.setMaxWidth(WIDTH);
        statement.setMinHeight(Label.USE_PREF_SIZE);
        var pair = new PlanPair();
        pair.setId("plans-pair");
        pair.setPrefSize(WIDTH, 380);
        pair.show(old, now);
        VBox.setVgrow(pair, Priority.ALWAYS);
        var close = new Button(words.getString("close"));
        close.setId("plans-close");
        close.setCancelButton(true);
        var buttons = new HBox(close);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getStyleClass().add("dialog-buttons");
        var box = new VBox(statement, pair, buttons);
        box.getStyleClass().add("dialog-body");
        var stage = Dialogs.open(owner, words.getString("plans.title"), box);
        close.setOnAction(pressed -> stage.close());
    }
}
