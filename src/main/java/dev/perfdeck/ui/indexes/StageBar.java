package dev.perfdeck.ui.indexes;

import dev.perfdeck.ui.indexes.RowTable.States;
import java.util.EnumMap;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The five steps in a row: each with its sign, its name and a few words; pressing one shows it.
final class StageBar extends HBox {
    private final ResourceBundle words;
    private final Map<Stage, Step> steps = new EnumMap<>(Stage.class);

    StageBar(ResourceBundle words, Consumer<Stage> open) {
        this.words = words;
        getStyleClass().add("stages");
        for (var stage : Stage.values()) {
            var step = new Step(stage, words, open);
            steps.put(stage, step);
            HBox.setHgrow(step, Priority.ALWAYS);
            getChildren().add(step);
        }
    }

    void show(IndexesModel model, Function<Stage, String> note) {
        steps.forEach(
                (stage, step) -> step.show(model.standing(stage), stage == model.stage(), note.apply(stage), words));
    }

    private static final class Step extends ToggleButton {
        private final Stage stage;
        private final Label sign = new Label();
        private final Label note = new Label();

        Step(Stage stage, ResourceBundle words, Consumer<Stage> open) {
            this.stage = stage;
            setId("stage-" + stage);
            getStyleClass().add("stage-step");
            setMaxWidth(Double.MAX_VALUE);
            setPrefWidth(100);
            setMinWidth(0);
            sign.getStyleClass().add("stage-sign");
            sign.setMinWidth(USE_PREF_SIZE);
            var name = new Label(words.getString("stage." + stage));
            name.getStyleClass().add("stage-name");
            note.getStyleClass().add("card-note");
            note.setMinWidth(0);
            var box = new HBox(sign, new VBox(name, note));
            box.getStyleClass().add("stage-box");
            setGraphic(box);
            setOnAction(pressed -> {
                setSelected(true);
                open.accept(stage);
            });
        }

        void show(Stage.Standing standing, boolean open, String said, ResourceBundle words) {
            setSelected(open);
            sign.setText(
                    switch (standing) {
                        case WAITING -> Integer.toString(stage.ordinal() + 1);
                        case BUSY -> "…";
                        case DONE -> "✓";
                        case TROUBLE -> "!";
                    });
            note.setText(said);
            note.setTooltip(said.isEmpty() ? null : new Tooltip(said));
            setAccessibleText(words.getString("stage." + stage) + ", " + words.getString("standing." + standing)
                    + (said.isEmpty() ? "" : ", " + said));
            States.show(
                    this,
                    switch (standing) {
                        case WAITING -> "";
                        case BUSY -> "now";
                        case DONE -> "good";
                        case TROUBLE -> "warning";
                    });
        }
    }
}
