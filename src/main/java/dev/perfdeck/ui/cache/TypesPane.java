package dev.perfdeck.ui.cache;

import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.CacheType;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The resource types and their counters, within the span or since they were last reset; the other one on hover.
final class TypesPane extends VBox {
    private final Lists lists;
    private final FigureRows rows;
    private final Label note = new Label();
    private final ToggleButton lifetime = new ToggleButton();

    TypesPane(Lists lists, Runnable changed) {
        this.lists = lists;
        getStyleClass().add("cache-list");
        rows = new FigureRows(lists.columns("type", ">hitrate", ">hits", ">misses", ">sets", ">deletes"));
        rows.setId("cache-types");
        note.getStyleClass().add("card-note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        lifetime.setText(lists.words().getString("types.lifetime"));
        lifetime.setId("cache-lifetime");
        lifetime.setMinWidth(Region.USE_PREF_SIZE);
        lifetime.setOnAction(pressed -> changed.run());
        getChildren().addAll(rows, note);
    }

    ToggleButton lifetime() {
        return lifetime;
    }

    void show(List<CacheType> types, Duration span) {
        rows.show(types.stream()
                .map(type -> lists.type(type, lifetime.isSelected()))
                .toList());
        Shown.when(rows, !types.isEmpty());
        note.setText(types.isEmpty() ? lists.words().getString("types.none") : told(types, span));
    }

    private String told(List<CacheType> types, Duration span) {
        var since = lifetime.isSelected() ? lists.words().getString("types.since") : lists.spanOf(span);
        var errors = types.stream()
                .map(type -> lifetime.isSelected() ? type.lifetime() : type.span())
                .mapToLong(CacheFigures::errors)
                .sum();
        return errors == 0 ? since : since + "; " + lists.errors(errors);
    }
}
