package dev.perfdeck.ui.advice;

import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.ui.dialog.OrderDialog;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.ResourceBundle;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What became of advice that was followed, measured again while it is on the screen; where one made a statement
/// slower, its way back. FX thread only.
final class OutcomeCard extends VBox {
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(30);

    private final AdviceModel model;
    private final ResourceBundle words;
    private final OutcomeChart chart;
    private final Label note = new Label();
    private final Button undo;
    private Instant measured = Instant.EPOCH;

    /// Of an undo under way, or why it failed.
    private String undoSays = "";

    OutcomeCard(AdviceModel model, ResourceBundle words) {
        this.model = model;
        this.words = words;
        this.chart = new OutcomeChart(words);
        this.undo = new Button(words.getString("outcomes.undo"));
        getStyleClass().add("card");
        setMinHeight(0);
        setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(head(), chart);
    }

    private HBox head() {
        var title = new Label(words.getString("outcomes.title"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(USE_PREF_SIZE);
        note.setId("advice-outcome-note");
        note.getStyleClass().add("card-note");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(note, Priority.ALWAYS);
        undo.setId("advice-outcome-undo");
        undo.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(title, note, undo);
        head.getStyleClass().add("card-head");
        return head;
    }

    void refresh() {
        var known = model.outcomes();
        if (Instant.now().isAfter(measured.plus(MEASURE_EVERY))) {
            measured = Instant.now();
            model.measure(this::refresh, fault -> note.setText(fault.summary()));
        }
        chart.show(known, model.room().band());
        var worse = known.stream().filter(AdviceOutcome::madeWorse).toList();
        note.setText(undoSays.isEmpty() ? said(known, worse) : undoSays);
        var offered = worse.stream().filter(this::undoable).findFirst();
        undo.setVisible(offered.isPresent());
        undo.setManaged(offered.isPresent());
        undo.setOnAction(pressed -> offered.ifPresent(this::undo));
    }

    private String said(List<AdviceOutcome> known, List<AdviceOutcome> worse) {
        if (known.isEmpty()) {
            return words.getString("outcomes.none");
        }
        return worse.isEmpty()
                ? MessageFormat.format(words.getString("outcomes.count"), known.size())
                : MessageFormat.format(
                        words.getString("outcomes.worse"),
                        worse.getFirst().name(),
                        worse.getFirst().undo());
    }

    private boolean undoable(AdviceOutcome outcome) {
        return model.migrations().isPresent() && outcome.undo().contains(" CONCURRENTLY ");
    }

    private void undo(AdviceOutcome outcome) {
        model.migrations()
                .ifPresent(room -> OrderDialog.show(
                        getScene().getWindow(), room, Orders.back(outcome), model.work(), this::undoing, run -> {
                            undoSays = run.complete() ? "" : run.stands();
                            measured = Instant.EPOCH;
                            refresh();
                        }));
    }

    private void undoing(String text) {
        undoSays = text;
        note.setText(text);
    }
}
