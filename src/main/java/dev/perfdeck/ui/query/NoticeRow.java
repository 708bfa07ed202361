package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementNotice;
import java.util.List;
import java.util.ResourceBundle;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/// What makes the figures less than they seem, each with the statement that mends it.
final class NoticeRow extends FlowPane {
    private final ResourceBundle words;
    private List<StatementNotice> shown = List.of();

    NoticeRow(ResourceBundle words) {
        this.words = words;
        setId("query-notices");
        getStyleClass().add("notices");
        setVisible(false);
        setManaged(false);
    }

    void show(List<StatementNotice> notices) {
        if (notices.equals(shown)) {
            return;
        }
        shown = List.copyOf(notices);
        getChildren().setAll(notices.stream().map(this::notice).toList());
        setVisible(!notices.isEmpty());
        setManaged(!notices.isEmpty());
    }

    private HBox notice(StatementNotice notice) {
        var badge = new Label("! " + notice.title());
        badge.getStyleClass().add("badge");
        badge.setTooltip(new Tooltip(notice.text()));
        var box = new HBox(badge);
        box.getStyleClass().add("notice");
        if (!notice.sql().isEmpty()) {
            var copy = new Button(words.getString("notice.copy"));
            copy.getStyleClass().addAll("flat", "link");
            copy.setTooltip(new Tooltip(notice.text() + "\n\n" + notice.sql()));
            copy.setOnAction(pressed -> {
                var content = new ClipboardContent();
                content.putString(notice.sql());
                Clipboard.getSystemClipboard().setContent(content);
            });
            box.getChildren().add(copy);
        }
        return box;
    }
}
