package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.model.health.IndexHealth;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Fxml;
import java.io.File;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// Three lists in one place: what was found about indexes, the history of migrations, and the journal; beside them the
/// chosen row at length.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
final class ListsView {
    private enum Tab {
        HEALTH,
        HISTORY,
        JOURNAL
    }

    private final IndexesModel model;
    private final ResourceBundle words;
    private final RowTable<HealthFinding> health;
    private final RowTable<Migration> history;
    private final RowTable<JournalEntry> journal;
    private final Sheet sheet = new Sheet("index-detail");
    private final DetailSheet detail;
    private final Parent node;
    private Tab tab = Tab.HEALTH;

    @FXML
    private ToggleButton healthTab;

    @FXML
    private ToggleButton historyTab;

    @FXML
    private ToggleButton journalTab;

    @FXML
    private Label listNote;

    @FXML
    private ComboBox<String> kinds;

    @FXML
    private ToggleButton everything;

    @FXML
    private Button lookAgain;

    @FXML
    private Button export;

    @FXML
    private StackPane listBox;

    @FXML
    private VBox detailBox;

    ListsView(IndexesModel model, ResourceBundle words) {
        this.model = model;
        this.words = words;
        this.health = HealthTable.of(words);
        this.history = HistoryTable.migrations(words);
        this.journal = HistoryTable.journal(words);
        this.detail = new DetailSheet(sheet, words, model::prepare);
        this.node = Fxml.load(this);
    }

    Parent node() {
        return node;
    }

    @FXML
    private void initialize() {
        listBox.getChildren().addAll(health, history, journal);
        for (var table : List.of(health, history, journal)) {
            table.onChosen(this::showDetail);
        }
        detailBox.getChildren().add(sheet);
        healthTab.setOnAction(pressed -> open(Tab.HEALTH));
        historyTab.setOnAction(pressed -> open(Tab.HISTORY));
        journalTab.setOnAction(pressed -> open(Tab.JOURNAL));
        everything.setOnAction(pressed -> refresh());
        lookAgain.setOnAction(pressed -> model.background().lookAtHealth());
        export.setOnAction(pressed -> export());
        kinds.getItems().add(words.getString("filter.kinds"));
        for (var kind : HealthFinding.Kind.values()) {
            kinds.getItems().add(words.getString("kind." + kind));
        }
        kinds.getSelectionModel().selectFirst();
        kinds.valueProperty().subscribe(this::refresh);
        open(Tab.HEALTH);
    }

    private void open(Tab chosen) {
        tab = chosen;
        if (tab == Tab.JOURNAL) {
            model.background().readJournal();
        }
        refresh();
    }

    void refresh() {
        healthTab.setSelected(tab == Tab.HEALTH);
        historyTab.setSelected(tab == Tab.HISTORY);
        journalTab.setSelected(tab == Tab.JOURNAL);
        StepsView.shown(health, tab == Tab.HEALTH);
        StepsView.shown(history, tab == Tab.HISTORY);
        StepsView.shown(journal, tab == Tab.JOURNAL);
        StepsView.shown(kinds, tab == Tab.HEALTH);
        StepsView.shown(everything, tab == Tab.HEALTH);
        StepsView.shown(lookAgain, tab == Tab.HEALTH);
        StepsView.shown(export, tab == Tab.JOURNAL);
        var seen = model.health();
        healthTab.setText(
                say("tab.health", seen.map(now -> now.needALook().size()).orElse(0)));
        switch (tab) {
            case HEALTH -> showHealth(seen);
            case HISTORY -> {
                history.show(model.picture().map(now -> now.migrations()).orElse(List.of()));
                listNote.setText("");
            }
            case JOURNAL -> {
                journal.show(model.background().journal());
                listNote.setText("");
            }
        }
        showDetail();
    }

    private void showHealth(Optional<IndexHealth> seen) {
        var rows = new ArrayList<HealthFinding>();
        seen.ifPresent(now -> now.findings().stream().filter(this::passes).forEach(rows::add));
        health.none(nothing(seen));
        health.show(rows);
        listNote.setText(model.background()
                .healthFault()
                .map(StepsView::told)
                .orElseGet(() -> seen.map(this::note).orElse("")));
    }

    private boolean passes(HealthFinding finding) {
        var chosen = kinds.getSelectionModel().getSelectedIndex();
        return (everything.isSelected() || finding.needsALook())
                && (chosen <= 0 || finding.kind().ordinal() == chosen - 1);
    }

    private String nothing(Optional<IndexHealth> seen) {
        return seen.map(now -> say("health.good", now.indexes().size(), Figures.bytes(now.bytes())))
                .orElseGet(() ->
                        model.background().healthFault().map(Fault::summary).orElse(words.getString("health.none")));
    }

    private String note(IndexHealth now) {
        var age = now.statisticsAge();
        var counted = age.isZero() ? words.getString("health.unknownage") : say("health.age", Figures.time(age));
        var all = say("health.all", now.indexes().size(), Figures.bytes(now.bytes()));
        return all + ", " + counted + (now.truncated() ? ", " + words.getString("health.truncated") : "");
    }

    private void showDetail() {
        switch (tab) {
            case HEALTH ->
                health.chosen()
                        .ifPresentOrElse(
                                detail::finding,
                                () -> detail.say(model.health()
                                        .filter(now -> !now.notices().isEmpty())
                                        .map(now -> String.join("\n", now.notices()))
                                        .orElse(words.getString("detail.health"))));
            case HISTORY ->
                history.chosen()
                        .ifPresentOrElse(
                                chosen -> detail.migration(
                                        chosen, model.background().journal()),
                                () -> detail.say(words.getString("detail.history")));
            case JOURNAL ->
                journal.chosen().ifPresentOrElse(detail::entry, () -> detail.say(words.getString("detail.journal")));
        }
    }

    private void export() {
        var chooser = new FileChooser();
        chooser.setInitialFileName("perfdeck-journal.jsonl");
        Optional.ofNullable(chooser.showSaveDialog(node.getScene().getWindow())).ifPresent(this::export);
    }

    private void export(File file) {
        model.work()
                .run(
                        "export the journal",
                        () -> {
                            model.room().exportJournal(file.toPath());
                            return file;
                        },
                        done -> listNote.setText(say("journal.exported", done.getName())),
                        fault -> listNote.setText(StepsView.told(fault)));
    }

    private String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(values);
    }
}
