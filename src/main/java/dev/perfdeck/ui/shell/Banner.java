package dev.perfdeck.ui.shell;

import dev.perfdeck.model.SourceHealth;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A lasting trouble of one source: what is wrong, and the statement or setting that mends it, ready to copy.
final class Banner extends HBox {
    /// @param password what asks for the password that is wanted, where that is the trouble
    Banner(Trouble trouble, ResourceBundle words, Optional<Runnable> password) {
        var fault = trouble.fault();
        getStyleClass().add("banner");
        pseudoClassStateChanged(PseudoClass.getPseudoClass("down"), trouble.lamp() == SourceHealth.Lamp.DOWN);
        var sign = new Label(words.getString("lamp.sign." + trouble.lamp()));
        sign.getStyleClass().add("banner-sign");
        var summary = wrapping(fault.summary(), "banner-summary");
        var remedy = wrapping(fault.remedy(), "banner-remedy");
        var text = new VBox(summary, remedy);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(sign, text);
        password.ifPresent(ask -> getChildren().add(passwordButton(ask, words)));
        if (password.isEmpty() && !fault.remedy().isEmpty()) {
            getChildren().add(copyButton(fault.remedy(), words));
        }
        setAccessibleText(fault.summary() + ". " + fault.remedy());
    }

    private static Label wrapping(String text, String style) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        label.setManaged(!text.isEmpty());
        return label;
    }

    private static Button passwordButton(Runnable ask, ResourceBundle words) {
        var button = new Button(words.getString("banner.password"));
        button.setId("banner-password");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> ask.run());
        return button;
    }

    private static Button copyButton(String text, ResourceBundle words) {
        var button = new Button(words.getString("banner.copy"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> {
            var content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
        return button;
    }
}
