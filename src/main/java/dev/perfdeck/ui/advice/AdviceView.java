package dev.perfdeck.ui.advice;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.View;
import java.io.File;
import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.stage.DirectoryChooser;

/// One sentence first: what would be saved. Then the advice as cards, the chosen one in full, a bench for what-ifs, the
/// workload, and what became of advice that was followed.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class AdviceView implements View {
    private final AdviceModel model;
    private final ResourceBundle words = Fxml.words(AdviceView.class);
    private final AdviceCards maker = new AdviceCards(words);
    private final ObservableList<AdviceCard> cards = FXCollections.observableArrayList();
    private final ListView<AdviceCard> list = new ListView<>(cards);
    private final WhatIfPane whatIf;
    private final AdvicePane pane;
    private final GainTable workload = new GainTable(words, "advice-workload", "column.predicted");
    private final OutcomeCard outcomes;
    private final Parent node;
    private Optional<AdviceReport> drawn = Optional.empty();

    @FXML
    private Label headline;

    @FXML
    private Label because;

    @FXML
    private ComboBox<Budget> budget;

    @FXML
    private Button ask;

    @FXML
    private Button write;

    @FXML
    private StackPane listBox;

    @FXML
    private StackPane outcomeBox;

    @FXML
    private ToggleButton chosenTab;

    @FXML
    private ToggleButton whatIfTab;

    @FXML
    private ToggleButton workloadTab;

    @FXML
    private StackPane right;

    public AdviceView(AdviceModel model) {
        this.model = model;
        this.whatIf = new WhatIfPane(model, words);
        this.pane = new AdvicePane(model, words, this::tryOut);
        this.outcomes = new OutcomeCard(model, words);
        this.node = Fxml.load(this);
    }

    @Override
    public Parent node() {
        return node;
    }

    @FXML
    private void initialize() {
        budget.getItems().setAll(Budget.values());
        budget.setValue(Budget.ANY);
        budget.setConverter(new Budget.Names(words));
        ask.setOnAction(pressed -> {
            if (model.asking()) {
                model.cancel();
            } else {
                model.ask(budget.getValue().bytes(), this::refresh);
            }
        });
        write.setOnAction(pressed -> write());
        list.setId("advice-cards");
        list.getStyleClass().add("advice-list");
        list.setCellFactory(made -> new CardCell());
        list.setPlaceholder(placeholder());
        list.getSelectionModel().selectedItemProperty().subscribe(card -> pane.show(Optional.ofNullable(card)));
        listBox.getChildren().add(list);
        outcomeBox.getChildren().add(outcomes);
        var tabs = new ToggleGroup();
        tab(chosenTab, tabs, pane);
        tab(whatIfTab, tabs, whatIf);
        tab(workloadTab, tabs, workload);
        chosenTab.fire();
    }

    private Label placeholder() {
        var label = new Label(words.getString("cards.none"));
        label.setWrapText(true);
        label.getStyleClass().add("card-note");
        return label;
    }

    private void tab(ToggleButton tab, ToggleGroup group, Node content) {
        tab.setToggleGroup(group);
        tab.setOnAction(pressed -> {
            tab.setSelected(true);
            right.getChildren().setAll(content);
        });
    }

    private void tryOut(String ddl) {
        whatIfTab.fire();
        whatIf.set(ddl);
    }

    @Override
    public void refresh() {
        var report = model.report();
        headline.setText(headline(report));
        because.setText(because(report));
        ask.setText(words.getString(model.asking() ? "ask.cancel" : report.isEmpty() ? "ask.first" : "ask.again"));
        write.setDisable(report.filter(r -> !r.indexes().isEmpty()).isEmpty() || model.asking());
        if (!report.equals(drawn)) {
            drawn = report;
            report.ifPresent(this::draw);
        }
        outcomes.refresh();
    }

    private String headline(Optional<AdviceReport> report) {
        if (model.asking()) {
            return model.progress()
                    .map(at -> at.of() > 0
                            ? MessageFormat.format(words.getString("headline.step"), at.step(), at.done(), at.of())
                            : at.step())
                    .orElseGet(() -> words.getString("headline.asking"));
        }
        if (model.trouble().isPresent()) {
            return model.trouble().get().summary();
        }
        return report.map(this::sentence).orElseGet(() -> words.getString("headline.none"));
    }

    private String sentence(AdviceReport report) {
        int changes = report.indexes().size();
        return changes == 0
                ? words.getString("headline.nothing")
                : MessageFormat.format(words.getString("headline.saves"), changes, Math.round(report.gainPercent()));
    }

    private String because(Optional<AdviceReport> report) {
        if (model.trouble().isPresent() && !model.asking()) {
            return model.trouble().map(Fault::remedy).orElse("");
        }
        return report.map(r -> MessageFormat.format(
                                words.getString("because.effort"),
                                r.effort().statements(),
                                Figures.count(r.effort().calls()),
                                Figures.time(r.effort().all()),
                                Figures.clock(r.at()))
                        + notes(r))
                .orElseGet(() -> words.getString("because.none"));
    }

    private String notes(AdviceReport report) {
        var skipped = report.skipped().isEmpty()
                ? ""
                : " "
                        + MessageFormat.format(
                                words.getString("because.skipped"),
                                report.skipped().size());
        var approximate = report.approximate().isEmpty()
                ? ""
                : " "
                        + MessageFormat.format(
                                words.getString("because.approximate"),
                                report.approximate().size());
        return skipped + approximate;
    }

    private void draw(AdviceReport report) {
        var before = Optional.ofNullable(list.getSelectionModel().getSelectedItem());
        cards.setAll(maker.of(report));
        var again = before.flatMap(old ->
                cards.stream().filter(card -> card.key().equals(old.key())).findFirst());
        again.or(() -> cards.stream().findFirst()).ifPresent(list.getSelectionModel()::select);
        workload.show(report.workload());
        because.setTooltip(
                report.approximate().isEmpty() && report.skipped().isEmpty() ? null : new Tooltip(details(report)));
    }

    private static String details(AdviceReport report) {
        return Stream.concat(report.approximate().stream(), report.skipped().stream())
                .collect(Collectors.joining("\n"));
    }

    private void write() {
        var folder = model.room()
                .migrations()
                .or(() -> Optional.ofNullable(new DirectoryChooser()
                                .showDialog(node.getScene().getWindow()))
                        .map(File::toPath));
        List<IndexAdvice> advice = model.report().map(AdviceReport::indexes).orElse(List.of());
        folder.ifPresent(into -> model.write(
                into,
                advice,
                files -> because.setText(
                        MessageFormat.format(words.getString("written"), files.size(), into.toString())),
                fault -> because.setText(fault.summary() + ". " + fault.remedy())));
    }
}
