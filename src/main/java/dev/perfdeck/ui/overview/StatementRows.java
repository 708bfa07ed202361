package dev.perfdeck.ui.overview;

import dev.perfdeck.model.StatementCost;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.SqlLine;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The costliest statements, one row each; pressing one opens its whole text. Rows are reused, so nothing jumps.
final class StatementRows extends GridPane {
    private final ResourceBundle words;
    private final Consumer<StatementCost> open;

    StatementRows(ResourceBundle words, Consumer<StatementCost> open) {
        this.words = words;
        this.open = open;
        getStyleClass().add("statements");
        var text = new ColumnConstraints(60, 200, Double.MAX_VALUE);
        text.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(text, right(54), right(68), right(100));
    }

    private static ColumnConstraints right(double width) {
        var column = new ColumnConstraints(width, width, width);
        column.setHalignment(HPos.RIGHT);
        return column;
    }

    void show(List<StatementCost> statements) {
        getChildren().clear();
        addRow(0, head("statement"), head("calls"), head("mean"), head("share"));
        for (int i = 0; i < statements.size(); i++) {
            var each = statements.get(i);
            addRow(
                    i + 1,
                    text(each),
                    new Label(Figures.count(each.calls())),
                    new Label(Figures.millis(each.meanMillis()) + " ms"),
                    share(each.sharePercent()));
        }
    }

    private Label head(String key) {
        var label = new Label(words.getString("statements." + key));
        label.getStyleClass().add("column-head");
        return label;
    }

    private Button text(StatementCost statement) {
        var shown = statement.text().isEmpty() ? words.getString("statements.textless") : SqlLine.of(statement.text());
        var button = new Button(shown);
        button.getStyleClass().addAll("statement-text", "flat");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        button.setMnemonicParsing(false);
        button.setAccessibleText(shown);
        button.setOnAction(pressed -> open.accept(statement));
        return button;
    }

    private static HBox share(double percent) {
        var bar = new ProgressBar(Double.isNaN(percent) ? 0 : percent / 100);
        bar.getStyleClass().addAll("share-bar", "small");
        var figure = new Label(Figures.percent(percent) + " %");
        figure.getStyleClass().add("share-figure");
        var box = new HBox(bar, figure);
        box.getStyleClass().add("share");
        return box;
    }
}
