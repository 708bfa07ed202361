package dev.perfdeck.ui.shell;

import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.ui.Figures;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// One source in the sidebar: a sign whose shape and colour say how it is, its name and version, its round trip.
final class Lamp extends HBox {
    private final Label sign = new Label();
    private final Label name = new Label();
    private final Label time = new Label();
    private final Tooltip tip = new Tooltip();
    private final ResourceBundle words;

    Lamp(ResourceBundle words) {
        this.words = words;
        getStyleClass().add("lamp");
        sign.getStyleClass().add("lamp-sign");
        time.getStyleClass().add("lamp-time");
        time.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(sign, name, time);
        Tooltip.install(this, tip);
        setFocusTraversable(false);
    }

    void show(SourceHealth health) {
        for (var lamp : SourceHealth.Lamp.values()) {
            pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(lamp.name().toLowerCase(Locale.ROOT)), lamp == health.lamp());
        }
        sign.setText(words.getString("lamp.sign." + health.lamp()));
        name.setText((health.source().title() + " " + health.version()).strip());
        time.setText(timeOf(health));
        var said = words.getString("lamp.said." + health.lamp());
        var why =
                health.fault().map(f -> "\n" + f.summary() + "\n" + f.remedy()).orElse("");
        tip.setText(health.source().title() + ": " + said + why);
        setAccessibleText(tip.getText());
    }

    private String timeOf(SourceHealth health) {
        return switch (health.lamp()) {
            case UP, LIMITED ->
                Double.isNaN(health.roundTripMillis())
                        ? ""
                        : Figures.time(Duration.ofNanos((long) (health.roundTripMillis() * 1e6)));
            case ABSENT, CONNECTING, DOWN -> words.getString("lamp.said." + health.lamp());
        };
    }
}
