package dev.perfdeck.ui.query;

import dev.perfdeck.model.QueryFigures.NPlusOne;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.SqlLine;
import java.text.MessageFormat;
import java.util.List;
import java.util.ResourceBundle;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What the application asks for one by one: how often, where in its code, and what would replace it.
final class FindingRows extends VBox {
    private static final int MOST = 50;

    private final ResourceBundle words;
    private List<NPlusOne> shown = List.of();

    FindingRows(ResourceBundle words) {
        this.words = words;
        setId("query-findings");
        getStyleClass().add("findings");
    }

    void show(List<NPlusOne> findings) {
        if (!findings.equals(shown)) {
            shown = List.copyOf(findings);
            getChildren().setAll(findings.stream().limit(MOST).map(this::row).toList());
        }
    }

    private VBox row(NPlusOne found) {
        var badge = new Label(words.getString("finding." + found.kind()));
        badge.getStyleClass().add("badge");
        badge.pseudoClassStateChanged(PseudoClass.getPseudoClass("danger"), true);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        var statement = new Label(SqlLine.of(found.statement()));
        statement.getStyleClass().add("sql");
        statement.setMinWidth(0);
        var head = new HBox(badge, statement);
        head.getStyleClass().add("notice");
        var where = new Label(MessageFormat.format(
                words.getString("finding.where"),
                Figures.count(found.count()),
                Figures.count(found.units()),
                Columns.time(found.totalMillis()),
                found.callSite().isEmpty() ? words.getString("finding.nowhere") : found.callSite()));
        where.getStyleClass().add("card-note");
        where.setWrapText(true);
        where.setMinHeight(Region.USE_PREF_SIZE);
        var row = new VBox(head, where);
        if (!found.replacement().isEmpty()) {
            row.getChildren().add(replacement(found.replacement()));
        }
        return row;
    }

    private HBox replacement(String text) {
        var label = new Label(words.getString("finding.instead") + " " + SqlLine.of(text));
        label.getStyleClass().add("sql");
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(text));
        var copy = new Button(words.getString("finding.copy"));
        copy.getStyleClass().addAll("flat", "link");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(pressed -> {
            var content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
        var box = new HBox(label, copy);
        box.getStyleClass().add("notice");
        return box;
    }
}
