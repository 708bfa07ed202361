package dev.perfdeck.ui.plan;

import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.model.plan.PlanText;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Fxml;
import java.text.MessageFormat;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TreeItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A plan as a readable tree: each step with its share of the whole, what it reads, how many rows, and what is
/// remarkable, as a word and not only a colour. Below it, all that the server says of the chosen step. Ctrl+C copies
/// the
/// plan as text, Ctrl+Shift+C as JSON. FX thread only.
///
/// Where there is no plan, [#say] gives the reason in its place. Two of them side by side are a [PlanPair].
public final class PlanView extends VBox {
    private static final KeyCombination TEXT = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination JSON =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    private final ResourceBundle words = Fxml.words(PlanView.class);
    private final Label title = new Label();
    private final Label note = new Label();
    private final HBox tools = new HBox();
    private final MenuButton copy = new MenuButton(words.getString("copy.button"));
    private final PlanTree tree = new PlanTree(words);
    private final TextArea detail = new TextArea();
    private final Label why = new Label();
    private Optional<PlanDocument> plan = Optional.empty();

    /// @param title over the tree, as `before`; empty for none. The note beside it comes with each plan
    public PlanView(String title) {
        this.title.setText(title);
        getStyleClass().add("plan-view");
        tree.setAccessibleText(words.getString("said.plan") + " " + title);
        VBox.setVgrow(tree, Priority.ALWAYS);
        detail.setEditable(false);
        detail.getStyleClass().addAll("sql", "plan-detail");
        detail.setWrapText(true);
        why.setWrapText(true);
        why.getStyleClass().addAll("card-note", "plan-why");
        getChildren().addAll(head(), tree, detail, why);
        tree.getSelectionModel().selectedItemProperty().subscribe(this::detail);
        tree.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        say(words.getString("plan.none"));
    }

    private void detail(@Nullable TreeItem<PlanRow> chosen) {
        detail.setText(chosen == null ? "" : chosen.getValue().details());
        detail.setVisible(chosen != null);
        detail.setManaged(chosen != null);
    }

    private HBox head() {
        title.setVisible(!title.getText().isEmpty());
        title.setManaged(!title.getText().isEmpty());
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        note.getStyleClass().add("card-note");
        note.setMinWidth(0);
        note.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(note, Priority.ALWAYS);
        copy.getStyleClass().add("plan-copy");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.getItems().addAll(item("text", false), item("json", true));
        tools.getStyleClass().add("card-buttons");
        tools.setMinWidth(Region.USE_PREF_SIZE);
        tools.getChildren().add(copy);
        var head = new HBox(title, note, tools);
        head.getStyleClass().add("plan-head");
        return head;
    }

    private MenuItem item(String form, boolean json) {
        var item = new MenuItem(words.getString("copy." + form));
        item.getStyleClass().add("plan-copy-" + form);
        item.setOnAction(pressed -> copy(json));
        return item;
    }

    private void key(KeyEvent pressed) {
        if (TEXT.match(pressed) || JSON.match(pressed)) {
            copy(JSON.match(pressed));
            pressed.consume();
        }
    }

    private void copy(boolean json) {
        plan.ifPresent(shown -> {
            var content = new ClipboardContent();
            content.putString(json ? shown.json() : PlanText.of(shown));
            Clipboard.getSystemClipboard().setContent(content);
        });
    }

    /// Shows a plan; the same one once more changes nothing, so that an opened branch stays open.
    ///
    /// @param how what it is, as `generic plan, not run`; its cost is added
    public void show(PlanDocument shown, String how) {
        note.setText(
                Double.isNaN(shown.cost())
                        ? how
                        : how
                                + (how.isEmpty() ? "" : ", ")
                                + MessageFormat.format(words.getString("plan.cost"), Figures.millis(shown.cost())));
        if (plan.filter(shown::equals).isEmpty()) {
            plan = Optional.of(shown);
            tree.show(shown);
            tree.getSelectionModel().clearSelection();
        }
        there(true);
    }

    /// Says why there is no plan.
    public void say(String reason) {
        plan = Optional.empty();
        note.setText("");
        why.setText(reason);
        there(false);
    }

    private void there(boolean present) {
        tree.setVisible(present);
        tree.setManaged(present);
        detail(present ? tree.getSelectionModel().getSelectedItem() : null);
        why.setVisible(!present);
        why.setManaged(!present);
        copy.setDisable(!present);
    }

    /// The plan in sight; empty while there is none.
    public Optional<PlanDocument> shown() {
        return plan;
    }

    /// Buttons beside the copy button; a screen may add its own.
    public HBox tools() {
        return tools;
    }
}
