package dev.perfdeck.ui.dialog;

import dev.perfdeck.app.Logins;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Source;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.Work;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks for the password of one server, says who gets it, and stays open until the server has taken it.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class PasswordDialog {
    private final PasswordModel model;
    private final ResourceBundle words = Dialogs.words();
    private @Nullable Stage stage;

    @FXML
    private Label intro;

    @FXML
    private Label who;

    @FXML
    private PasswordField password;

    @FXML
    private CheckBox keep;

    @FXML
    private Label note;

    @FXML
    private Label failure;

    @FXML
    private Button cancelButton;

    @FXML
    private Button enterButton;

    private PasswordDialog(PasswordModel model) {
        this.model = model;
    }

    public static void show(Window owner, Logins logins, Source source, Work work) {
        var dialog = new PasswordDialog(new PasswordModel(logins, source, work));
        dialog.stage = Dialogs.open(owner, dialog.words.getString("password.title"), Fxml.load(dialog));
    }

    @FXML
    private void initialize() {
        intro.setText(said("password.intro", model.source().title()));
        who.setText(model.who());
        var trouble = model.keyringTrouble();
        keep.setDisable(trouble.isPresent());
        note.setText(trouble.map(why -> said("password.note.session", why))
                .orElseGet(() -> words.getString("password.note.keyring")));
        password.textProperty().subscribe(this::typed);
        password.setOnAction(entered -> enter());
        enterButton.setOnAction(pressed -> enter());
        cancelButton.setOnAction(pressed -> close());
    }

    private void typed(String text) {
        var cleaned = model.cleaned(text);
        if (!cleaned.equals(text)) {
            password.setText(cleaned);
            note.setText(words.getString("password.note.pasted"));
        }
        judge();
    }

    private void enter() {
        if (model.ready(password.getText())) {
            model.enter(password.getText(), keep.isSelected(), this::close, this::fail);
            judge();
        }
    }

    private void judge() {
        enterButton.setDisable(!model.ready(password.getText()));
        enterButton.setText(words.getString(model.trying() ? "password.trying" : "password.enter"));
        password.setDisable(model.trying());
    }

    private void fail(Fault fault) {
        failure.setText(
                fault instanceof Fault.PasswordWanted ? fault.summary() : fault.summary() + ". " + fault.remedy());
        failure.setManaged(true);
        failure.setVisible(true);
        password.clear();
        judge();
        password.requestFocus();
        if (stage != null) {
            stage.sizeToScene();
        }
    }

    private String said(String key, String what) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(new Object[] {what});
    }

    private void close() {
        password.clear();
        if (stage != null) {
            stage.close();
        }
    }
}
