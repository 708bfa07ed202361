package dev.perfdeck.ui.overview;

import dev.perfdeck.model.Verdict;
import dev.perfdeck.model.Window;
import dev.perfdeck.ui.chart.Sparkline;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One target: its value, what was promised, and whether it is met, by sign and word as well as by colour.
public final class TargetTile extends VBox {
    /// In pixels: a narrower line says nothing.
    private static final double LEAST_TREND = 20;

    private final ResourceBundle words;
    private final Label title = styled("tile-title");
    private final Label span = styled("tile-span");
    private final Label verdict = styled("verdict");
    private final Label value = styled("tile-value");
    private final Label target = styled("tile-target");
    private final Sparkline trend = new Sparkline();

    TargetTile(ResourceBundle words, String key) {
        this.words = words;
        getStyleClass().addAll("card", "tile");
        title.setText(words.getString("tile." + key));
        span.setText(words.getString("tile." + key + ".span"));
        verdict.setMinWidth(Region.USE_PREF_SIZE);
        value.setMinWidth(Region.USE_PREF_SIZE);
        title.setMinWidth(Region.USE_PREF_SIZE);
        target.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(title, span, gap, verdict);
        head.getStyleClass().add("tile-head");
        var rest = new Region();
        HBox.setHgrow(rest, Priority.ALWAYS);
        var body = new HBox(value, target, rest, trend);
        body.getStyleClass().add("tile-body");
        trend.getStyleClass().add("tile-trend");
        trend.widthProperty().subscribe(width -> trend.setOpacity(width.doubleValue() < LEAST_TREND ? 0 : 1));
        span.setManaged(!span.getText().isEmpty());
        getChildren().addAll(head, body);
    }

    private static Label styled(String style) {
        var label = new Label();
        label.getStyleClass().add(style);
        return label;
    }

    void show(String shown, String promise, Verdict now, @Nullable Window history) {
        value.setText(shown);
        target.setText(promise);
        verdict.setText(words.getString("verdict." + now));
        for (var each : Verdict.values()) {
            verdict.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == now);
        }
        trend.setVisible(history != null);
        trend.setManaged(history != null);
        if (history != null) {
            trend.setWindow(history);
        }
        setAccessibleText(title.getText() + ": " + shown + " " + promise + ", " + verdict.getText());
    }
}
