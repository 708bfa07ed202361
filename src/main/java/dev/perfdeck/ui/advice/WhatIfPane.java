package dev.perfdeck.ui.advice;

import dev.perfdeck.app.PlanWords;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.advice.StatementGain;
import dev.perfdeck.model.advice.WhatIfAnswer;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.plan.PlanPair;
import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The bench: an index is typed or put together from columns, and the statements it changes are there with their cost
/// and, for the chosen one, both plans. Typing asks after a short rest, Ctrl+Enter at once. FX thread only.
final class WhatIfPane extends VBox {
    private static final Duration REST = Duration.millis(450);
    private static final KeyCombination NOW = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

    private final AdviceModel model;
    private final ResourceBundle words;
    private final TextArea ddl = new TextArea();
    private final Label said = new Label();
    private final GainTable gains;
    private final PlanPair plans = new PlanPair();
    private final ColumnBench bench;
    private final PauseTransition rest = new PauseTransition(REST);
    private boolean tablesAsked;

    WhatIfPane(AdviceModel model, ResourceBundle words) {
        this.model = model;
        this.words = words;
        this.gains = new GainTable(words, "whatif-gains", "column.with");
        this.bench = new ColumnBench(words, this::set);
        getStyleClass().add("what-if");
        ddl.setId("whatif-ddl");
        ddl.setPromptText(words.getString("whatif.prompt"));
        ddl.setAccessibleText(words.getString("whatif.prompt"));
        ddl.getStyleClass().add("sql");
        ddl.setWrapText(true);
        ddl.setPrefRowCount(2);
        ddl.setMinHeight(54);
        ddl.textProperty().subscribe(typed -> rest.playFromStart());
        ddl.setOnKeyPressed(pressed -> {
            if (NOW.match(pressed)) {
                ask();
            }
        });
        rest.setOnFinished(rested -> ask());
        said.setId("whatif-said");
        said.getStyleClass().add("card-note");
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        gains.getSelectionModel().selectedItemProperty().subscribe(gain -> {
            if (gain != null) {
                plansOf(gain);
            }
        });
        gains.setPrefHeight(150);
        VBox.setVgrow(gains, Priority.ALWAYS);
        VBox.setVgrow(plans, Priority.ALWAYS);
        plans.setMinHeight(0);
        plans.setPrefHeight(150);
        getChildren().addAll(ddl, columns(), said, gains, plans);
        say(words.getString("whatif.help"));
    }

    private TitledPane columns() {
        var pane = new TitledPane(words.getString("bench.title"), bench);
        pane.setId("whatif-bench");
        pane.setExpanded(false);
        pane.setAnimated(false);
        pane.setMinHeight(Region.USE_PREF_SIZE);
        pane.getStyleClass().add("bench-pane");
        pane.expandedProperty().subscribe(open -> {
            if (open && !tablesAsked) {
                tablesAsked = true;
                model.tables(bench::show, fault -> {
                    tablesAsked = false;
                    fail(fault);
                });
            }
        });
        return pane;
    }

    /// Puts a statement onto the bench and asks.
    void set(String statement) {
        ddl.setText(statement);
        ask();
    }

    String statement() {
        return ddl.getText().strip();
    }

    void ask() {
        rest.stop();
        var text = statement();
        if (text.isEmpty()) {
            gains.show(List.of());
            say(words.getString("whatif.help"));
        } else if (model.report().isEmpty()) {
            say(words.getString("whatif.first"));
        } else {
            said.setText(words.getString("whatif.asking"));
            model.whatIf(text, Optional.empty(), this::answered, this::fail);
        }
    }

    private void answered(WhatIfAnswer answer, double millis) {
        var saves = 100 * (answer.costBefore() - answer.costAfter()) / Math.max(1e-9, answer.costBefore());
        say(MessageFormat.format(
                        words.getString("whatif.answer"),
                        Figures.bytes(answer.sizeBytes()),
                        AdviceCards.less(saves),
                        Figures.millis(millis))
                + (answer.approximate().isEmpty()
                        ? ""
                        : "\n" + words.getString("whatif.approximate") + " "
                                + String.join("; ", answer.approximate())));
        gains.show(answer.statements());
        if (answer.statements().isEmpty()) {
            nothing(words.getString("whatif.nothing"));
        } else if (gains.chosen().isEmpty()) {
            gains.getSelectionModel().selectFirst();
        } else {
            plansOf(gains.chosen().get());
        }
    }

    private void plansOf(StatementGain gain) {
        model.whatIf(
                statement(),
                Optional.of(gain.query()),
                (answer, millis) -> {
                    try {
                        plans.show(PlanWords.read(answer.planBefore()), PlanWords.read(answer.planAfter()));
                    } catch (FaultException unreadable) {
                        nothing(unreadable.fault().summary());
                    }
                },
                fault -> nothing(fault.summary()));
    }

    private void nothing(String why) {
        plans.before().say(why);
        plans.after().say(why);
    }

    private void say(String text) {
        said.setText(text);
    }

    private void fail(Fault fault) {
        say(fault.summary() + (fault.remedy().isEmpty() ? "" : ". " + fault.remedy()));
        gains.show(List.of());
        nothing(words.getString("whatif.noplan"));
    }
}
