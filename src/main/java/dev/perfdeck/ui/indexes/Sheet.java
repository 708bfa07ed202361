package dev.perfdeck.ui.indexes;

import dev.perfdeck.ui.indexes.RowTable.States;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A page of words, statements and buttons about one thing. It is written anew only when it is about something else, so
/// that it stays where it was scrolled to.
final class Sheet extends ScrollPane {
    private final VBox page = new VBox();
    private @Nullable Object about;

    Sheet(String id) {
        setId(id);
        getStyleClass().add("events-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinHeight(0);
        VBox.setVgrow(this, Priority.ALWAYS);
        page.getStyleClass().add("sheet");
        setContent(page);
    }

    /// Whether it must be written anew; it is blank then.
    boolean turn(Object thing) {
        if (Objects.equals(thing, about)) {
            return false;
        }
        about = thing;
        page.getChildren().clear();
        setVvalue(0);
        return true;
    }

    void head(String text) {
        add(label(text, "card-title"));
    }

    void note(String text) {
        add(label(text, "card-note"));
    }

    void text(String text) {
        add(label(text, "sheet-text"));
    }

    void failure(String text) {
        add(label(text, "failure"));
    }

    /// A statement in its box, with a button that copies it.
    void sql(String text, Optional<String> copy) {
        var statement = label(text, "sql");
        statement.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(statement, Priority.ALWAYS);
        var box = new HBox(statement);
        box.getStyleClass().add("sql-box");
        copy.ifPresent(word -> {
            var button = new Button(word);
            button.getStyleClass().add("small-button");
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(pressed -> {
                var content = new ClipboardContent();
                content.putString(text);
                Clipboard.getSystemClipboard().setContent(content);
            });
            box.getChildren().add(button);
        });
        add(box);
    }

    /// A sentence with its sign in front, in the colour of its state.
    void point(String sign, String state, String text) {
        var mark = new Label(sign);
        mark.getStyleClass().add("point-sign");
        mark.setMinWidth(18);
        States.show(mark, state);
        var said = label(text, "sheet-text");
        HBox.setHgrow(said, Priority.ALWAYS);
        var box = new HBox(mark, said);
        box.getStyleClass().add("point");
        add(box);
    }

    Button button(String id, String text, String style, Runnable pressed) {
        var button = new Button(text);
        button.setId(id);
        if (!style.isEmpty()) {
            button.getStyleClass().add(style);
        }
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> pressed.run());
        var row = new HBox(button);
        row.getStyleClass().add("card-buttons");
        add(row);
        return button;
    }

    void add(Node node) {
        page.getChildren().add(node);
    }

    static Label label(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
