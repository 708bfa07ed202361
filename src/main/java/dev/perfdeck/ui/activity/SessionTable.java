package dev.perfdeck.ui.activity;

import dev.perfdeck.model.ActivityPicture;
import dev.perfdeck.model.BlockNode;
import dev.perfdeck.ui.CellText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import org.jspecify.annotations.Nullable;

/// Sessions as a tree of who waits for whom, or as a plain list. A chosen session stays chosen, and a closed branch
/// closed, while pictures follow one another.
final class SessionTable extends TreeTableView<SessionRow> {
    private final ResourceBundle words;
    private final Set<String> closed = new HashSet<>();
    private final Label none = new Label();

    SessionTable(ResourceBundle words) {
        this.words = words;
        setId("activity-sessions");
        getStyleClass().addAll("statement-table", "dense");
        setShowRoot(false);
        setRoot(new TreeItem<>());
        setFixedCellSize(26);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setPlaceholder(none);
        getColumns().add(column("pid", 84, 110, false, SessionRow::pid));
        getColumns().add(column("holds", 64, 64, true, SessionRow::holdsUp));
        getColumns().add(column("age", 78, 78, true, SessionRow::age));
        getColumns().add(column("snapshot", 78, 78, true, SessionRow::snapshot));
        getColumns().add(column("state", 120, 190, false, SessionRow::state));
        getColumns().add(column("who", 100, 170, false, SessionRow::who));
        getColumns().add(column("lock", 80, 240, false, SessionRow::lock));
        getColumns().add(column("query", 140, 9000, false, SessionRow::text));
    }

    private TreeTableColumn<SessionRow, String> column(
            String key, double least, double most, boolean figure, Function<SessionRow, String> text) {
        var column = new TreeTableColumn<SessionRow, String>(words.getString("column." + key));
        column.setId("activity-column-" + key);
        if (figure) {
            column.getStyleClass().add("figure");
        }
        column.setSortable(false);
        column.setReorderable(false);
        column.setMinWidth(least);
        column.setMaxWidth(most);
        column.setPrefWidth(Math.min(most, 2 * least));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(
                row.getValue().getValue() == null
                        ? ""
                        : text.apply(row.getValue().getValue())));
        column.setCellFactory(made -> new TextCell(figure, key.equals("query")));
        return column;
    }

    private static final class TextCell extends TreeTableCell<SessionRow, String> {
        private final boolean figure;

        TextCell(boolean figure, boolean sql) {
            this.figure = figure;
            setAlignment(figure ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
            if (sql) {
                getStyleClass().add("sql");
            }
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            if (figure) {
                setText(empty ? null : text);
            } else {
                CellText.show(this, empty ? null : text);
            }
        }
    }

    Optional<SessionRow> chosen() {
        return Optional.ofNullable(getSelectionModel().getSelectedItem()).map(TreeItem::getValue);
    }

    /// All of it, from top to bottom, closed branches too.
    List<SessionRow> shown() {
        var rows = new ArrayList<SessionRow>();
        collect(getRoot(), rows);
        return rows;
    }

    private static void collect(TreeItem<SessionRow> below, List<SessionRow> rows) {
        below.getChildren().forEach(item -> {
            rows.add(item.getValue());
            collect(item, rows);
        });
    }

    void showTree(ActivityPicture picture) {
        none.setText(words.getString("tree.none"));
        columns(true);
        replace(picture.roots().stream().map(node -> branch(node, picture)).toList());
    }

    void showList(ActivityPicture picture) {
        none.setText(words.getString("list.none"));
        columns(false);
        replace(picture.longest().stream()
                .map(session -> new TreeItem<>(new SessionRow(session, Optional.empty(), picture.at())))
                .toList());
    }

    /// Each of the two has columns that say nothing in the other.
    private void columns(boolean tree) {
        getColumns().forEach(column -> {
            switch (column.getId()) {
                case "activity-column-holds", "activity-column-lock" -> column.setVisible(tree);
                case "activity-column-snapshot" -> column.setVisible(!tree);
                default -> {}
            }
        });
    }

    private TreeItem<SessionRow> branch(BlockNode node, ActivityPicture picture) {
        var row = new SessionRow(node.session(), Optional.of(node), picture.at());
        var item = new TreeItem<>(row);
        item.setExpanded(!closed.contains(row.identity()));
        item.expandedProperty().addListener((property, before, open) -> {
            if (open) {
                closed.remove(row.identity());
            } else {
                closed.add(row.identity());
            }
        });
        node.blocks().forEach(below -> item.getChildren().add(branch(below, picture)));
        return item;
    }

    private void replace(List<TreeItem<SessionRow>> items) {
        var before = chosen().map(SessionRow::identity);
        getRoot().getChildren().setAll(items);
        getRoot().setExpanded(true);
        getSelectionModel().clearSelection();
        before.flatMap(identity -> find(getRoot(), identity)).ifPresent(item -> {
            int row = getRow(item);
            if (row >= 0) {
                getSelectionModel().select(row);
            }
        });
    }

    private static Optional<TreeItem<SessionRow>> find(TreeItem<SessionRow> below, String identity) {
        for (var item : below.getChildren()) {
            if (item.getValue().identity().equals(identity)) {
                return Optional.of(item);
            }
            var deeper = find(item, identity);
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }
}
