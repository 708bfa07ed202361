package dev.perfdeck.ui;

import javafx.scene.control.IndexedCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// The text of a table's cell, which may be cut where the column is narrow: the tooltip says all of it. Not for
/// figures,
/// whose columns are to be wide enough. FX thread only.
public final class CellText {
    private static final double WIDEST = 560;

    private CellText() {}

    /// @param text `null` or empty for a cell that says nothing
    public static void show(IndexedCell<?> cell, @Nullable String text) {
        cell.setText(text);
        if (text == null || text.isEmpty()) {
            cell.setTooltip(null);
        } else if (cell.getTooltip() == null) {
            cell.setTooltip(tooltip(text));
        } else {
            cell.getTooltip().setText(text);
        }
    }

    private static Tooltip tooltip(String text) {
        var tooltip = new Tooltip(text);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDEST);
        return tooltip;
    }
}
