package dev.perfdeck.ui.plan;

import dev.perfdeck.ui.Figures;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// A step's own share of the whole, as a bar and a figure.
final class CostCell extends TreeTableCell<PlanRow, PlanRow> {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final ProgressBar bar = new ProgressBar(0);
    private final Label figure = new Label();
    private final HBox box = new HBox(bar, figure);

    CostCell() {
        bar.getStyleClass().addAll("share-bar", "small");
        figure.getStyleClass().add("share-figure");
        box.getStyleClass().add("share");
    }

    @Override
    protected void updateItem(@Nullable PlanRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        var percent = row.percent();
        bar.setProgress(Double.isNaN(percent) ? 0 : percent / 100);
        bar.pseudoClassStateChanged(DANGER, !row.marks().isEmpty());
        figure.setText(Figures.percent(percent) + " %");
        setGraphic(box);
    }
}
