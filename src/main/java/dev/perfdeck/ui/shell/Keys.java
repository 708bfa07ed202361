package dev.perfdeck.ui.shell;

import java.util.ResourceBundle;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;

/// What the keyboard does anywhere in the window, and the page that says so.
final class Keys {
    private Keys() {}

    static void install(Scene scene, ShellView shell) {
        for (int digit = 1; digit <= 9; digit++) {
            int number = digit;
            scene.getAccelerators()
                    .put(
                            new KeyCodeCombination(
                                    KeyCode.getKeyCode(String.valueOf(digit)), KeyCombination.SHORTCUT_DOWN),
                            () -> shell.openNumber(number));
        }
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.T, KeyCombination.SHORTCUT_DOWN), shell::nextTheme);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F1) {
                show(scene, shell.words());
                event.consume();
            } else if (event.getCode() == KeyCode.SPACE && nothingToPress(scene)) {
                shell.togglePause();
                event.consume();
            }
        });
    }

    /// Space belongs to a focused button or text field; anywhere else it pauses.
    private static boolean nothingToPress(Scene scene) {
        var owner = scene.getFocusOwner();
        return !(owner instanceof javafx.scene.control.ButtonBase)
                && !(owner instanceof javafx.scene.control.TextInputControl);
    }

    static void show(Scene scene, ResourceBundle words) {
        var grid = new GridPane(24, 8);
        var lines = words.getString("keys.list").lines().toList();
        for (int row = 0; row < lines.size(); row++) {
            var bar = lines.get(row).indexOf('|');
            var key = new Label(lines.get(row).substring(0, bar).strip());
            key.getStyleClass().add("key");
            grid.addRow(row, key, new Label(lines.get(row).substring(bar + 1).strip()));
        }
        var alert = new Alert(Alert.AlertType.INFORMATION);
        alert.initOwner(scene.getWindow());
        alert.setTitle(words.getString("keys.title"));
        alert.setHeaderText(words.getString("keys.title"));
        alert.setGraphic(null);
        alert.getDialogPane().setContent(grid);
        alert.getDialogPane().getStylesheets().setAll(scene.getStylesheets());
        alert.show();
    }
}
