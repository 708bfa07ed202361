package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.PlannedMigration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the person is about to do.
sealed interface Errand {
    /// Whatever is pending.
    record Apply() implements Errand {}

    /// One index statement, decided on at the health of the indexes.
    record Order(IndexOrder order) implements Errand {}

    /// Takes migrations back.
    ///
    /// @param to the version that stays; empty for the last one of the folder, or all built-in ones
    record Undo(MigrationScope.Which which, Optional<String> to) implements Errand {}

    /// Removes what failed builds left and mends the history with it.
    record Repair() implements Errand {}

    default Optional<IndexOrder> index() {
        return switch (this) {
            case Order(var order) -> Optional.of(order);
            case Apply(), Repair() -> Optional.empty();
            case Undo(var which, var to) -> Optional.empty();
        };
    }

    /// Whether it has a pre-flight, without which it is not started.
    default boolean checked() {
        return switch (this) {
            case Apply() -> true;
            case Order(var order) -> true;
            case Undo(var which, var to) -> false;
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
    default Optional<Errand> back(List<PlannedMigration> begun, Optional<MigrationPicture> picture) {
        return switch (this) {
            case Order(var order) -> order.undone().map(Order::new);
            case Apply() -> back(begun.stream().map(PlannedMigration::migration).toList(), picture);
            case Undo(var which, var to) -> Optional.empty();
            case Repair() -> Optional.empty();
        };
    }

    /// Down to what stood before, where what was begun is all above it.
    private static Optional<Errand> back(Collection<Migration> begun, Optional<MigrationPicture> picture) {
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        var titles = begun.stream().map(Migration::title).collect(Collectors.toSet());
        var origin = begun.iterator().next().origin();
        var applied = picture.map(MigrationPicture::migrations).orElse(List.of()).stream()
                .filter(it -> it.origin() == origin && it.kind() == Migration.Kind.VERSIONED)
                .filter(it -> it.state() == Migration.State.APPLIED)
                .toList();
        var above =
                applied.stream().dropWhile(it -> !titles.contains(it.title())).toList();
        var exact = !above.isEmpty() && above.stream().allMatch(it -> titles.contains(it.title()));
        var below = applied.size() - above.size();
        var stays = Optional.of(below == 0 ? "0" : applied.get(below - 1).version());
        var both = begun.stream().anyMatch(it -> it.origin() != origin);
        var which = origin == Migration.Origin.BUILT_IN
                ? MigrationScope.Which.BUILT_IN
                : both && below == 0 ? MigrationScope.Which.ALL : MigrationScope.Which.FOLDER;
        var whole = which == MigrationScope.Which.BUILT_IN && below == 0;
        return Optional.of(new Undo(which, exact && !whole ? stays : Optional.empty()));
    }
}
