package dev.perfdeck.ui.plan;

import dev.perfdeck.model.plan.PlanMark;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// What a step does, to what, under which condition, and what is remarkable about it.
final class StepCell extends TreeTableCell<PlanRow, PlanRow> {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final Label type = new Label();
    private final Label subject = new Label();
    private final Label badge = new Label();
    private final HBox box = new HBox(type, subject, badge);

    StepCell() {
        type.getStyleClass().add("plan-type");
        type.setMinWidth(Region.USE_PREF_SIZE);
        subject.getStyleClass().add("sql");
        subject.setMinWidth(0);
        subject.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(subject, Priority.ALWAYS);
        badge.getStyleClass().add("badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        box.getStyleClass().add("plan-step");
        box.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(@Nullable PlanRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        type.setText(row.node().type());
        var condition = row.condition();
        var words = row.subject();
        subject.setText(condition.isEmpty() || words.isEmpty() ? words + condition : words + " · " + condition);
        badge.setText(row.mark().orElse(""));
        badge.setVisible(row.mark().isPresent());
        badge.setManaged(row.mark().isPresent());
        badge.pseudoClassStateChanged(DANGER, row.marks().contains(PlanMark.FULL_SCAN));
        setGraphic(box);
    }
}
