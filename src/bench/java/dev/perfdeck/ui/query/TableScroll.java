package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.ui.Fxml;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// The table of statements and a bare one with as many columns of plain text, on the same rows. FX thread only.
public final class TableScroll {
    private TableScroll() {}

    public static TableView<StatementFigures> ours(int rows) {
        var model = new ManyStatements(rows).model();
        var table =
                new StatementTable(Fxml.words(QueryView.class), model, model::order, each -> model.open(each.key()));
        model.pull();
        table.show(model.shown());
        return table;
    }

    public static TableView<StatementFigures> bare(int rows) {
        var table = new TableView<>(FXCollections.observableArrayList(
                new ManyStatements(rows).statements(Duration.ofMinutes(5), StatementFilter.ALL)));
        table.setFixedCellSize(27);
        List<Function<StatementFigures, Object>> columns = List.of(
                StatementFigures::text,
                StatementFigures::calls,
                StatementFigures::meanMillis,
                StatementFigures::millis,
                StatementFigures::rows,
                StatementFigures::sharePercent,
                StatementFigures::walBytes);
        for (var each : columns) {
            var column = new TableColumn<StatementFigures, String>("column");
            column.setPrefWidth(each.equals(columns.getFirst()) ? 520 : 80);
            column.setCellValueFactory(row -> new ReadOnlyStringWrapper(String.valueOf(each.apply(row.getValue()))));
            table.getColumns().add(column);
        }
        return table;
    }
}
