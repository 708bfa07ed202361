package dev.perfdeck.ui.desktop;

import dev.perfdeck.model.Fault;
import dev.perfdeck.ui.Fxml;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;

/// What is seen until the first figures are there: what it waits for, or why it cannot start and what mends it.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before the constructor ends
final class OpeningView {
    private final Parent root;

    @FXML
    private Label step;

    @FXML
    private Label fault;

    @FXML
    private ProgressBar progress;

    OpeningView() {
        root = Fxml.load(this);
    }

    Parent root() {
        return root;
    }

    void say(String what) {
        step.setText(what);
    }

    void fail(Fault why) {
        progress.setVisible(false);
        step.setText(why.remedy());
        fault.setText(why.summary());
        fault.setManaged(true);
        fault.setVisible(true);
    }
}
