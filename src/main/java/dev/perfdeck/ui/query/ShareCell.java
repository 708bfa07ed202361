package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.Figures;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// How much of all execution time a statement took.
final class ShareCell extends TableCell<StatementFigures, StatementFigures> {
    private final ProgressBar bar = new ProgressBar(0);
    private final Label figure = new Label();
    private final HBox box = new HBox(bar, figure);

    ShareCell() {
        bar.getStyleClass().addAll("share-bar", "small");
        figure.getStyleClass().add("share-figure");
        box.getStyleClass().add("share");
    }

    @Override
    protected void updateItem(@Nullable StatementFigures statement, boolean empty) {
        super.updateItem(statement, empty);
        if (empty || statement == null) {
            setGraphic(null);
            return;
        }
        var percent = statement.sharePercent();
        bar.setProgress(Double.isNaN(percent) ? 0 : percent / 100);
        figure.setText(Figures.percent(percent) + " %");
        setGraphic(box);
    }
}
