package dev.perfdeck.ui.indexes;

import dev.perfdeck.ui.indexes.RowTable.Look;
import dev.perfdeck.ui.indexes.RowTable.States;
import java.util.Comparator;
import java.util.ResourceBundle;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The steps of a run: which are done, which runs and how far it is, which wait.
final class RunTable {
    private RunTable() {}

    static RowTable<StepRow> of(ResourceBundle words) {
        var table = new RowTable<StepRow>("index-steps", StepRow::step)
                .badge("", 42, StepRow::sign, StepRow::state, Comparator.comparing(StepRow::sign))
                .column(words.getString("run.step"), 124, 9000, Look.TEXT, StepRow::step)
                .cells(
                        words.getString("run.progress"),
                        150,
                        300,
                        Comparator.comparing(StepRow::said),
                        column -> new ProgressCell())
                .column(words.getString("run.time"), 64, 70, Look.FIGURE, StepRow::time);
        table.none(words.getString("run.none"));
        table.getColumns().forEach(column -> column.setSortable(false));
        return table;
    }

    private static final class ProgressCell extends TableCell<StepRow, StepRow> {
        private final ProgressBar bar = new ProgressBar();
        private final Label said = new Label();
        private final HBox box = new HBox(bar, said);

        ProgressCell() {
            bar.getStyleClass().add("small");
            bar.setPrefWidth(64);
            bar.setMinWidth(64);
            box.setSpacing(8);
            box.setAlignment(Pos.CENTER_LEFT);
            said.setMinWidth(0);
        }

        @Override
        protected void updateItem(@Nullable StepRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            var measured = row.state().equals("now");
            bar.setVisible(measured);
            bar.setManaged(measured);
            bar.setProgress(Double.isNaN(row.percent()) ? ProgressBar.INDETERMINATE_PROGRESS : row.percent() / 100);
            said.setText(row.said());
            said.setTooltip(new Tooltip(row.said()));
            States.show(said, row.state());
            setGraphic(box);
        }
    }
}
