package dev.perfdeck.ui.cache;

import dev.perfdeck.model.Window;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.chart.Sparkline;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One figure with its unit, its trend, and a line that says what it covers or what to compare it with.
final class FigureTile extends VBox {
    /// In pixels: a narrower line says nothing.
    private static final double LEAST_TREND = 20;

    private final Label title = styled("tile-title");
    private final Label value = styled("tile-value");
    private final Label unit = styled("tile-target");
    private final Label note = styled("tile-target");
    private final Tooltip tip = new Tooltip();
    private final Sparkline trend = new Sparkline();

    FigureTile(String key, String name) {
        setId("cache-tile-" + key);
        getStyleClass().addAll("card", "tile", "figure-tile");
        title.setText(name);
        value.setMinWidth(Region.USE_PREF_SIZE);
        unit.setMinWidth(Region.USE_PREF_SIZE);
        var rest = new Region();
        HBox.setHgrow(rest, Priority.ALWAYS);
        var body = new HBox(value, unit, rest, trend);
        body.getStyleClass().add("tile-body");
        trend.getStyleClass().add("tile-trend");
        trend.widthProperty().subscribe(width -> trend.setOpacity(width.doubleValue() < LEAST_TREND ? 0 : 1));
        getChildren().addAll(title, body, note);
        HBox.setHgrow(this, Priority.ALWAYS);
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(0);
        setPrefWidth(1);
        Tooltip.install(this, tip);
    }

    private static Label styled(String style) {
        var label = new Label();
        label.getStyleClass().add(style);
        return label;
    }

    void bridge(int seconds) {
        trend.setBridge(seconds);
    }

    /// @param shown figure and unit, parted by a space; without a unit where it is not known
    void show(String shown, String said, String more, Window history) {
        var space = shown.indexOf(' ');
        value.setText(space < 0 ? shown : shown.substring(0, space));
        unit.setText(space < 0 ? "" : shown.substring(space + 1));
        note.setText(said);
        tip.setText(more);
        trend.setVisible(!shown.equals(Figures.UNKNOWN));
        trend.setWindow(history);
        setAccessibleText(title.getText() + ": " + shown + ", " + said);
    }
}
