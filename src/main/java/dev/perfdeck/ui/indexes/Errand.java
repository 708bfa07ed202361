package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.MigrationScope;
import java.util.Optional;

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
}
