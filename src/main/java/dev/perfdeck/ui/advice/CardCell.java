package dev.perfdeck.ui.advice;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A card: the figure first, then what to do, why, and what it costs.
final class CardCell extends ListCell<AdviceCard> {
    private static final PseudoClass NOTE = PseudoClass.getPseudoClass("note");

    private final Label figure = label("advice-figure");
    private final Label unit = label("card-note");
    private final Label title = label("card-title");
    private final Label code = label("sql");
    private final Label summary = label("card-note");
    private final Label costs = label("card-note");
    private final HBox card;

    CardCell() {
        var gain = new VBox(figure, unit);
        gain.getStyleClass().add("advice-gain");
        title.setMinWidth(Region.USE_PREF_SIZE);
        code.setMinWidth(0);
        var head = new HBox(title, code);
        head.getStyleClass().add("card-head");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        costs.getStyleClass().add("advice-costs");
        var middle = new VBox(head, summary, costs);
        middle.setMinWidth(0);
        HBox.setHgrow(middle, Priority.ALWAYS);
        card = new HBox(gain, middle);
        card.getStyleClass().add("advice-card");
        setPrefWidth(0);
        setText(null);
    }

    private static Label label(String style) {
        var label = new Label();
        label.getStyleClass().add(style);
        return label;
    }

    @Override
    protected void updateItem(@Nullable AdviceCard item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        figure.setText(item.figure());
        var gains = switch (item.kind()) {
            case INDEX, CACHE -> true;
            case DROP, STATISTICS -> false;
        };
        figure.pseudoClassStateChanged(NOTE, !gains);
        unit.setText(item.unit());
        title.setText(item.title());
        code.setText(item.code());
        summary.setText(item.summary());
        costs.setText(String.join(" · ", item.costs()));
        setAccessibleText(
                String.join(". ", item.title() + " " + item.code(), item.figure() + " " + item.unit(), item.summary()));
        setGraphic(card);
    }
}
