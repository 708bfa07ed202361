package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The opened statement: its plan, where its time goes, or its text.
final class DetailCard extends VBox {
    /// What of it is seen.
    enum Tab {
        PLAN,
        TIME,
        TEXT
    }

    private final ResourceBundle words;
    private final PlanPane plan;
    private final StatementPane figures;
    private final TextArea text = new TextArea();
    private final Label note = new Label();
    private final Map<Tab, Node> panes = new EnumMap<>(Tab.class);
    private Tab tab = Tab.PLAN;

    DetailCard(ResourceBundle words, QueryModel model) {
        this.words = words;
        this.plan = new PlanPane(words, model);
        this.figures = new StatementPane(words);
        getStyleClass().addAll("card", "list-card");
        setMinHeight(0);
        text.setEditable(false);
        text.setWrapText(true);
        text.setId("query-text");
        text.getStyleClass().add("sql");
        text.setMinHeight(0);
        panes.put(Tab.PLAN, plan);
        panes.put(Tab.TIME, figures);
        panes.put(Tab.TEXT, text);
        panes.values().forEach(pane -> VBox.setVgrow(pane, Priority.ALWAYS));
        getChildren().add(head());
        getChildren().addAll(panes.values());
        choose(tab);
    }

    private HBox head() {
        var head = new HBox();
        head.getStyleClass().add("tabs");
        var group = new ToggleGroup();
        for (var each : Tab.values()) {
            var button = new ToggleButton(words.getString("detail." + each));
            button.setId("query-tab-" + each);
            button.setToggleGroup(group);
            button.setSelected(each == tab);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(pressed -> {
                button.setSelected(true);
                choose(each);
            });
            head.getChildren().add(button);
        }
        note.getStyleClass().add("card-note");
        note.setTooltip(new Tooltip());
        note.setMinWidth(0);
        note.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(note, Priority.ALWAYS);
        head.getChildren().add(note);
        return head;
    }

    private void choose(Tab chosen) {
        tab = chosen;
        panes.forEach((each, pane) -> {
            pane.setVisible(each == chosen);
            pane.setManaged(each == chosen);
        });
    }

    /// Looks at the plan of one more of these for the marks in the table.
    void survey(List<StatementFigures> costliest) {
        plan.survey(costliest);
    }

    void show(StatementFigures statement, String span) {
        note.setText(words.getString(statement.topLevel() ? "detail.note" : "detail.nested") + " " + span);
        note.getTooltip().setText(note.getText());
        figures.show(statement);
        var sql = statement.text().isEmpty() ? words.getString("statement.textless") : statement.text();
        if (!sql.equals(text.getText())) {
            text.setText(sql);
        }
        if (tab == Tab.PLAN) {
            plan.show(statement);
        }
    }
}
