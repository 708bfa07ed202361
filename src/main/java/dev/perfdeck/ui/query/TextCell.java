package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.Figures;
import java.time.Duration;
import java.util.ResourceBundle;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A statement on one line, with what is wrong with it at the end.
final class TextCell extends TableCell<StatementFigures, StatementFigures> {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final QueryModel model;
    private final ResourceBundle words;
    private final Label text = new Label();
    private final Label cost = badge();
    private final Label asked = badge();
    private final Label scan = badge();
    private final HBox box = new HBox(text, asked, scan, cost);

    TextCell(QueryModel model, ResourceBundle words) {
        this.model = model;
        this.words = words;
        text.getStyleClass().add("sql");
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setSpacing(8);
    }

    @Override
    protected void updateItem(@Nullable StatementFigures statement, boolean empty) {
        super.updateItem(statement, empty);
        if (empty || statement == null) {
            setGraphic(null);
            return;
        }
        text.setText(StatementTable.line(statement, words));
        var slow = statement.meanMillis() >= model.slowMillis();
        var spills = statement.tempBlocksWritten() > 0;
        say(cost, slow ? over() : spills ? words.getString("badge.spills") : "", slow);
        say(asked, model.badges().oneByOne(statement) ? words.getString("finding.QUERY") : "", true);
        say(scan, model.badges().scans(statement) ? words.getString("badge.scan") : "", false);
        setGraphic(box);
    }

    private static Label badge() {
        var badge = new Label();
        badge.getStyleClass().add("badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        return badge;
    }

    private static void say(Label badge, String words, boolean grave) {
        badge.setText(words);
        badge.pseudoClassStateChanged(DANGER, grave);
        badge.setVisible(!words.isEmpty());
        badge.setManaged(!words.isEmpty());
    }

    private String over() {
        return words.getString("badge.over") + " " + Figures.time(Duration.ofMillis((long) model.slowMillis()));
    }
}
