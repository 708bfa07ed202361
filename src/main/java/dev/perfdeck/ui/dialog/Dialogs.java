package dev.perfdeck.ui.dialog;

import dev.perfdeck.ui.Fxml;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Opens a dialog that floats over its owner and never blocks it: the charts behind stay live. Esc closes it.
final class Dialogs {
    private Dialogs() {}

    static Stage open(Window owner, String title, Parent content) {
        var stage = new Stage();
        stage.initOwner(owner);
        stage.initModality(Modality.NONE);
        stage.setTitle(title);
        var scene = new Scene(content);
        scene.getStylesheets().setAll(owner.getScene().getStylesheets());
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                stage.close();
            }
        });
        stage.setScene(scene);
        stage.show();
        stage.setMinWidth(stage.getWidth());
        return stage;
    }

    /// On a production environment a write waits until the environment's name has been typed.
    static void guard(VBox box, TextField name, boolean production) {
        box.setVisible(production);
        box.setManaged(production);
        name.clear();
    }

    static java.util.ResourceBundle words() {
        return Fxml.words(Dialogs.class);
    }
}
