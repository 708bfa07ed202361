package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.chart.Sparkline;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/// The mean over the span in a few pixels.
final class TrendCell extends TableCell<StatementFigures, StatementFigures> {
    /// Statements are read every five seconds; one that was not called in a few readings leaves a gap.
    static final int BRIDGE_SECONDS = 16;

    private final QueryModel model;
    private final Sparkline line = new Sparkline();

    TrendCell(QueryModel model) {
        this.model = model;
        line.setBridge(BRIDGE_SECONDS);
        line.setPrefSize(68, 18);
        line.setMaxSize(68, 18);
    }

    @Override
    protected void updateItem(@Nullable StatementFigures statement, boolean empty) {
        super.updateItem(statement, empty);
        if (empty || statement == null) {
            setGraphic(null);
            return;
        }
        line.setWindow(model.room().mean(statement.key(), model.length()));
        setGraphic(line);
    }
}
