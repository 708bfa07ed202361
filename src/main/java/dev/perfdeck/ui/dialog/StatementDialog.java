package dev.perfdeck.ui.dialog;

import dev.perfdeck.model.StatementCost;
import dev.perfdeck.ui.Figures;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// The whole text of one statement, to read and to copy.
public final class StatementDialog {
    private StatementDialog() {}

    public static void show(Window owner, StatementCost statement) {
        var words = Dialogs.words();
        var text = new TextArea(statement.text().isEmpty() ? words.getString("statement.textless") : statement.text());
        text.setEditable(false);
        text.setWrapText(true);
        text.getStyleClass().add("sql");
        text.setPrefSize(640, 260);
        VBox.setVgrow(text, Priority.ALWAYS);
        var figures = new Label(String.format(
                words.getString("statement.figures"),
                Figures.count(statement.calls()),
                Figures.millis(statement.meanMillis()),
                Figures.millis(statement.totalMillis()),
                Figures.percent(statement.sharePercent()),
                Figures.count(statement.rows())));
        var box = new VBox(figures, text);
        box.getStyleClass().add("dialog-body");
        Dialogs.open(owner, words.getString("statement.title"), box);
    }
}
