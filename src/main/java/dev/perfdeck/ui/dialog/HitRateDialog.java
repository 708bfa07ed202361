package dev.perfdeck.ui.dialog;

import dev.perfdeck.app.CacheRoom;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.Work;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks for another hit-rate target, and says at once when it is none.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class HitRateDialog {
    private final HitRateModel model;
    private final ResourceBundle words = Dialogs.words();
    private @Nullable Stage stage;

    @FXML
    private Label kept;

    @FXML
    private TextField percent;

    @FXML
    private VBox guard;

    @FXML
    private Label guardLabel;

    @FXML
    private TextField guardName;

    @FXML
    private Label failure;

    @FXML
    private Button cancelButton;

    @FXML
    private Button saveButton;

    private HitRateDialog(HitRateModel model) {
        this.model = model;
    }

    /// @param now the target as it stands, in percent
    public static void show(Window owner, CacheRoom room, Environment environment, double now, Work work) {
        var dialog = new HitRateDialog(new HitRateModel(room, environment, now, work));
        dialog.stage = Dialogs.open(owner, dialog.words.getString("hitrate.title"), Fxml.load(dialog));
        dialog.percent.requestFocus();
        dialog.percent.selectAll();
    }

    @FXML
    private void initialize() {
        percent.setText(model.text());
        kept.setText(model.file()
                .map(file ->
                        new MessageFormat(words.getString("hitrate.file"), Locale.ROOT).format(new Object[] {file}))
                .orElseGet(() -> words.getString("hitrate.session")));
        Dialogs.guard(guard, guardName, model.production());
        guardLabel.setText(new MessageFormat(words.getString("guard.label"), Locale.ROOT)
                .format(new Object[] {model.environment()}));
        percent.textProperty().subscribe(text -> {
            model.write(text);
            judge();
        });
        guardName.textProperty().subscribe(name -> {
            model.type(name);
            judge();
        });
        percent.setOnAction(entered -> save());
        saveButton.setOnAction(pressed -> save());
        cancelButton.setOnAction(pressed -> close());
    }

    private void judge() {
        failure.setText(model.percent().isPresent() ? "" : words.getString("hitrate.wrong"));
        saveButton.setDisable(!model.ready());
    }

    private void save() {
        if (model.ready()) {
            model.save(this::close, this::fail);
            saveButton.setDisable(!model.ready());
        }
    }

    private void fail(Fault fault) {
        failure.setText(fault.summary() + ". " + fault.remedy());
        saveButton.setDisable(!model.ready());
        if (stage != null) {
            stage.sizeToScene();
        }
    }

    private void close() {
        if (stage != null) {
            stage.close();
        }
    }
}
