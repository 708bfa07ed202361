package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.PlannedMigration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the person is about to do.
sealed interface Errand {
    /// Whatever is pending.
    record Apply() implements Errand {}

    /// One index statement, decided on at the health of the indexes.
    record Order(IndexOrder order) implements Errand {}

    /// Takes migrations back.
    record Undo(MigrationScope.Which which) implements Errand {}

    /// Removes what failed builds left and mends the history with it.
    record Repair() implements Errand {}

    default Optional<IndexOrder> index() {
        return switch (this) {
            case Order(var order) -> Optional.of(order);
            case Apply(), Repair() -> Optional.empty();
            case Undo(var which) -> Optional.empty();
        };
    }

    /// Whether it has a pre-flight, without which it is not started.
    default boolean checked() {
        return switch (this) {
            case Apply() -> true;
            case Order(var order) -> true;
            case Undo(var which) -> false;
            case Repair() -> false;
        };
    }

    /// Plain names of the tables that it touches.
    ///
    /// @param begun what it set out to apply
    default Set<String> tables(List<PlannedMigration> begun, Optional<MigrationPicture> picture) {
        var names = new TreeSet<String>();
        index().ifPresent(order -> names.add(order.table()));
        begun.stream()
                .flatMap(planned -> planned.tables().stream())
                .forEach(load -> names.add(load.relation().replaceFirst(".*\\.", "")));
        if (names.isEmpty() && !(this instanceof Apply)) {
            picture.ifPresent(now -> now.indexes().forEach(index -> names.add(index.table())));
        }
        return names;
    }

    /// What takes it back.
    ///
    /// @param begun what it set out to apply
    default Optional<Errand> back(List<PlannedMigration> begun) {
        return switch (this) {
            case Order(var order) -> order.undone().map(Order::new);
            case Apply() ->
                begun.stream()
                        .map(planned -> planned.migration().origin())
                        .findFirst()
                        .map(origin -> new Undo(
                                origin == Migration.Origin.BUILT_IN
                                        ? MigrationScope.Which.BUILT_IN
                                        : MigrationScope.Which.FOLDER));
            case Undo(var which) -> Optional.empty();
            case Repair() -> Optional.empty();
        };
    }
}
