package dev.perfdeck.ui.advice;

import dev.perfdeck.model.advice.StatementGain;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.SqlLine;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// Statements with their cost now and with a change. The selection stays with its statement.
final class GainTable extends TableView<StatementGain> {
    private static final PseudoClass BETTER = PseudoClass.getPseudoClass("better");
    private static final PseudoClass WORSE = PseudoClass.getPseudoClass("worse");
    private static final double SAME_PERCENT = 0.05;
    private static final double ROOM_FOR_CALLS = 400;

    private final ResourceBundle words;
    private final ObservableList<StatementGain> rows = FXCollections.observableArrayList();

    GainTable(ResourceBundle words, String id, String afterKey) {
        this.words = words;
        setId(id);
        getStyleClass().addAll("statement-table", "dense");
        setItems(rows);
        setFixedCellSize(27);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setPlaceholder(new Label(words.getString("gains.none")));
        setMinHeight(0);
        var text = column("column.statement", 96, 9000, gain -> SqlLine.of(gain.query()), false);
        text.setPrefWidth(260);
        getColumns().add(text);
        var calls = column("column.calls", 54, 66, gain -> Figures.brief(Math.round(gain.weight())), true);
        getColumns().add(calls);
        widthProperty().subscribe(now -> calls.setVisible(now.doubleValue() >= ROOM_FOR_CALLS));
        getColumns().add(column("column.before", 70, 82, gain -> cost(gain.costBefore()), true));
        getColumns().add(column(afterKey, 70, 82, gain -> cost(gain.costAfter()), true));
        getColumns().add(column("column.change", 68, 76, this::change, true));
    }

    static String cost(double cost) {
        return cost < 100 ? Figures.rate(cost) : Figures.brief(Math.round(cost));
    }

    private String change(StatementGain gain) {
        return Math.abs(gain.percent()) < SAME_PERCENT
                ? words.getString("change.none")
                : AdviceCards.less(gain.percent());
    }

    private TableColumn<StatementGain, StatementGain> column(
            String key, double width, double most, Function<StatementGain, String> text, boolean figure) {
        var column = new TableColumn<StatementGain, StatementGain>(words.getString(key));
        column.setSortable(false);
        if (figure) {
            column.getStyleClass().add("figure");
        }
        column.setReorderable(false);
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(most);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(made -> new Cell(text, figure, key.equals("column.change")));
        return column;
    }

    private static final class Cell extends TableCell<StatementGain, StatementGain> {
        private final Function<StatementGain, String> text;
        private final boolean figure;
        private final boolean judged;

        Cell(Function<StatementGain, String> text, boolean figure, boolean judged) {
            this.text = text;
            this.figure = figure;
            this.judged = judged;
            setAlignment(figure ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
            if (judged) {
                getStyleClass().add("gain-change");
            } else if (!figure) {
                getStyleClass().add("sql");
            }
        }

        @Override
        protected void updateItem(@Nullable StatementGain gain, boolean empty) {
            super.updateItem(gain, empty);
            setText(empty || gain == null ? null : text.apply(gain));
            setTooltip(empty || gain == null || figure ? null : new Tooltip(gain.query()));
            if (judged) {
                pseudoClassStateChanged(BETTER, gain != null && gain.percent() >= SAME_PERCENT);
                pseudoClassStateChanged(WORSE, gain != null && gain.percent() <= -SAME_PERCENT);
            }
        }
    }

    Optional<StatementGain> chosen() {
        return Optional.ofNullable(getSelectionModel().getSelectedItem());
    }

    void show(List<StatementGain> gains) {
        if (gains.equals(rows)) {
            return;
        }
        var before = chosen();
        rows.setAll(gains);
        before.flatMap(old -> gains.stream()
                        .filter(gain -> gain.query().equals(old.query()))
                        .findFirst())
                .ifPresent(getSelectionModel()::select);
    }
}
