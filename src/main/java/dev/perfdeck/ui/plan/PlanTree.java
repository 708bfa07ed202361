package dev.perfdeck.ui.plan;

import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.model.plan.PlanJudge;
import dev.perfdeck.model.plan.PlanNode;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import org.jspecify.annotations.Nullable;

/// The steps of a plan, the root first. Arrows open, close and walk; only the rows in sight have nodes, so a plan over
/// ten thousand partitions opens at once.
final class PlanTree extends TreeTableView<PlanRow> {
    /// Below this width the rows column makes way.
    private static final double NARROW = 430;

    /// Of a plan with more steps only the upper ones are open at first.
    private static final int ALL_OPEN = 400;

    private static final int OPEN_DEPTH = 3;

    private final ResourceBundle words;
    private final TreeTableColumn<PlanRow, PlanRow> rows;
    private final TreeTableColumn<PlanRow, PlanRow> share;

    PlanTree(ResourceBundle words) {
        this.words = words;
        getStyleClass().addAll("statement-table", "dense", "plan-tree");
        setFixedCellSize(26);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setPlaceholder(new Label(words.getString("plan.none")));
        setRowFactory(made -> new SaidRow());
        var step = column("step", 120, 9000, StepCell::new);
        step.setPrefWidth(400);
        rows = column("rows", 96, 120, RowsCell::new);
        share = column("share.cost", 118, 118, CostCell::new);
        rows.getStyleClass().add("figure");
        getColumns().add(step);
        getColumns().add(rows);
        getColumns().add(share);
        widthProperty().subscribe(width -> rows.setVisible(width.doubleValue() >= NARROW));
    }

    private TreeTableColumn<PlanRow, PlanRow> column(
            String key, double least, double most, Supplier<TreeTableCell<PlanRow, PlanRow>> cell) {
        var column = new TreeTableColumn<PlanRow, PlanRow>(words.getString("column." + key));
        column.setSortable(false);
        column.setReorderable(false);
        column.setMinWidth(least);
        column.setPrefWidth(least);
        column.setMaxWidth(most);
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().getValue()));
        column.setCellFactory(made -> cell.get());
        return column;
    }

    void show(PlanDocument plan) {
        var judge = PlanJudge.of(plan);
        share.setText(words.getString(judge.timed() ? "column.share.time" : "column.share.cost"));
        var all = plan.nodes().limit(ALL_OPEN + 1).count() <= ALL_OPEN;
        setRoot(item(plan.root(), judge, all ? Integer.MAX_VALUE : OPEN_DEPTH));
    }

    private TreeItem<PlanRow> item(PlanNode node, PlanJudge judge, int open) {
        var item = new TreeItem<>(new PlanRow(node, judge, words));
        item.setExpanded(open > 0);
        item.getChildren()
                .setAll(node.children().stream()
                        .map(child -> item(child, judge, open - 1))
                        .toList());
        return item;
    }

    private static final class SaidRow extends TreeTableRow<PlanRow> {
        @Override
        protected void updateItem(@Nullable PlanRow row, boolean empty) {
            super.updateItem(row, empty);
            setAccessibleText(empty || row == null ? null : row.said());
        }
    }

    private static final class RowsCell extends TreeTableCell<PlanRow, PlanRow> {
        RowsCell() {
            setAlignment(Pos.CENTER_RIGHT);
        }

        @Override
        protected void updateItem(@Nullable PlanRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(empty || row == null ? null : row.rows());
        }
    }
}
