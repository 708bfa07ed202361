package dev.perfdeck.ui.dialog;

import dev.perfdeck.app.Resettable;
import dev.perfdeck.app.Session;
import dev.perfdeck.model.Fault;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.Work;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Says exactly what each choice zeroes and who else would notice, then does it.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class ResetDialog {
    private final ResetModel model;
    private final ResourceBundle words = Dialogs.words();
    private @Nullable Stage stage;

    @FXML
    private VBox choices;

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
    private Button resetButton;

    private ResetDialog(ResetModel model) {
        this.model = model;
    }

    public static void show(Window owner, Session session, Work work) {
        var dialog = new ResetDialog(new ResetModel(session, work));
        dialog.stage = Dialogs.open(owner, dialog.words.getString("reset.title"), Fxml.load(dialog));
    }

    @FXML
    private void initialize() {
        model.choices().forEach(each -> choices.getChildren().add(choice(each)));
        Dialogs.guard(guard, guardName, model.production());
        guardLabel.setText(new MessageFormat(words.getString("guard.label"), Locale.ROOT)
                .format(new Object[] {model.environment()}));
        guardName.textProperty().subscribe(name -> {
            model.type(name);
            judge();
        });
        cancelButton.setOnAction(pressed -> close());
        resetButton.setOnAction(pressed -> {
            resetButton.setDisable(true);
            model.reset(this::close, this::fail);
        });
        judge();
    }

    private VBox choice(Resettable each) {
        var box = new CheckBox(words.getString("reset.scope." + each.scope()));
        box.setId("reset-" + each.scope());
        box.setSelected(model.chosen(each.scope()));
        box.setDisable(!each.possible());
        box.selectedProperty().addListener((property, before, now) -> {
            model.choose(each.scope(), now);
            judge();
        });
        return new VBox(box, small(each.what()), small(each.whoNotices()));
    }

    private static Label small(String text) {
        var label = new Label(text);
        label.getStyleClass().add("choice-note");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setManaged(!text.isEmpty());
        return label;
    }

    private void judge() {
        resetButton.setDisable(!model.ready());
    }

    private void fail(Fault fault) {
        failure.setText(fault.summary() + ". " + fault.remedy());
        failure.setManaged(true);
        failure.setVisible(true);
        judge();
    }

    private void close() {
        if (stage != null) {
            stage.close();
        }
    }
}
