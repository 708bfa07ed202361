package dev.perfdeck.ui.overview;

import dev.perfdeck.model.Event;
import dev.perfdeck.ui.Figures;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What happened lately, newest first.
final class EventRows extends VBox {
    private static final int SHOWN = 20;
    private final ResourceBundle words;
    private List<Event> shown = List.of();

    EventRows(ResourceBundle words) {
        this.words = words;
        getStyleClass().add("events");
    }

    void show(List<Event> events) {
        var latest = events.stream().limit(SHOWN).toList();
        if (!latest.equals(shown) || getChildren().isEmpty()) {
            shown = latest;
            getChildren().setAll(latest.stream().map(this::row).toList());
        }
    }

    private HBox row(Event event) {
        var time = new Label(Figures.clock(event.at()));
        time.getStyleClass().add("event-time");
        time.setMinWidth(Region.USE_PREF_SIZE);
        var sign = new Label(words.getString("event.sign." + event.kind()));
        sign.getStyleClass().add("event-sign");
        sign.pseudoClassStateChanged(
                PseudoClass.getPseudoClass(event.kind().name().toLowerCase(Locale.ROOT)), true);
        sign.setMinWidth(Region.USE_PREF_SIZE);
        var text = new Label(event.text());
        text.setTooltip(new Tooltip(event.text()));
        var row = new HBox(time, sign, text);
        row.getStyleClass().add("event");
        return row;
    }
}
