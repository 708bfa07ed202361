package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.LockMode;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationScope;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import javafx.scene.Node;

/// What an errand that is not simply "apply what is pending" will do: its statements, whom they hold up, the way back.
final class ErrandSheet {
    private final Sheet sheet = new Sheet("index-errand");
    private final ResourceBundle words;

    ErrandSheet(ResourceBundle words) {
        this.words = words;
    }

    Node node() {
        return sheet;
    }

    void show(IndexesModel model) {
        switch (model.errand()) {
            case Errand.Apply() -> sheet.turn("");
            case Errand.Order(var order) -> order(order);
            case Errand.Undo(var which, var to) -> undo(which, to, model.picture());
            case Errand.Repair() -> repair(model.picture());
        }
    }

    private void order(IndexOrder order) {
        if (!sheet.turn(order)) {
            return;
        }
        sheet.note(order.why());
        sheet.sql(order.sql(), Optional.empty());
        free(order.table());
        sheet.note(words.getString(order.undo().isEmpty() ? "order.noundo" : "plan.undo"));
        if (!order.undo().isEmpty()) {
            sheet.sql(order.undo(), Optional.empty());
        }
    }

    private void free(String table) {
        var mode = LockMode.SHARE_UPDATE_EXCLUSIVE;
        sheet.point("✓", "good", say("plan.locks", table, mode.title(), mode.waiting()));
    }

    private void undo(MigrationScope.Which which, Optional<String> to, Optional<MigrationPicture> seen) {
        var picture = seen.orElse(null);
        if (!sheet.turn(List.of(which, to, seen)) || picture == null) {
            return;
        }
        if (to.isPresent()) {
            sheet.note(say(to.get().equals("0") ? "undo.what.nothing" : "undo.what.down", to.get()));
            going(picture, which, to.get()).reversed().forEach(migration -> sheet.head(migration.title()));
            return;
        }
        sheet.note(words.getString("undo.what." + which));
        if (which == MigrationScope.Which.BUILT_IN) {
            builtIn(picture).forEach(index -> sheet.sql("DROP INDEX CONCURRENTLY " + index.name(), Optional.empty()));
        } else {
            last(picture).ifPresent(migration -> {
                sheet.head(migration.title());
                sheet.sql(migration.sql().strip(), Optional.empty());
            });
        }
    }

    private static List<Migration> going(MigrationPicture picture, MigrationScope.Which which, String stays) {
        var builtIn = which == MigrationScope.Which.BUILT_IN;
        var applied = picture.migrations().stream()
                .filter(it ->
                        which == MigrationScope.Which.ALL || builtIn == (it.origin() == Migration.Origin.BUILT_IN))
                .filter(it -> it.kind() == Migration.Kind.VERSIONED && it.state() == Migration.State.APPLIED)
                .toList();
        return stays.equals("0")
                ? applied
                : applied.stream()
                        .dropWhile(it -> !it.version().equals(stays))
                        .skip(1)
                        .toList();
    }

    private static List<IndexState> builtIn(MigrationPicture picture) {
        var titles = picture.migrations().stream()
                .filter(migration -> migration.origin() == Migration.Origin.BUILT_IN)
                .map(Migration::title)
                .collect(Collectors.toSet());
        return picture.indexes().stream()
                .filter(index -> titles.contains(index.migration()))
                .filter(index -> index.state() != IndexState.State.MISSING)
                .toList();
    }

    private static Optional<Migration> last(MigrationPicture picture) {
        return picture.migrations().stream()
                .filter(migration -> migration.origin() == Migration.Origin.FOLDER)
                .filter(migration -> migration.state() == Migration.State.APPLIED)
                .reduce((before, after) -> after);
    }

    private void repair(Optional<MigrationPicture> seen) {
        var picture = seen.orElse(null);
        if (!sheet.turn(List.of("repair", seen)) || picture == null) {
            return;
        }
        picture.unsettled()
                .forEach(left -> sheet.point(
                        "!", "warning", say("repair.unsettled", left.begun().step(), left.stands(), left.wayOn())));
        picture.indexes().stream()
                .filter(index -> index.state() == IndexState.State.INVALID)
                .forEach(index -> sheet.point("✕", "danger", say("repair.index", index.name(), index.remark())));
        picture.inTheWay()
                .forEach(migration -> sheet.point(
                        "✕",
                        "danger",
                        say(
                                "repair.migration",
                                migration.title(),
                                words.getString("state." + migration.state()),
                                migration.remark())));
    }

    private String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(values);
    }
}
