package dev.perfdeck.model.migration;

import java.util.Optional;

/// One index statement that no migration file holds: a person decided on it while looking at the health of the indexes.
/// It goes through the same procedure as a migration (pre-flight, supervised run, verification in the catalog, journal,
/// undo), but leaves Flyway's history alone.
///
/// Names are as the catalog spells them, without quotes; the statements are quoted where they must be. Immutable.
///
/// @param table within `schema`; an index always lives in the schema of its table
/// @param sql   the one statement, as it is shown and run; always `CONCURRENTLY`, so never inside a transaction
/// @param undo  the statement that brings back what stood before; empty where there is nothing to bring back: a rebuilt
///              index is the same index, and an invalid one served nobody
/// @param why   one sentence for the journal: which finding led to it
public record IndexOrder(Act act, String schema, String table, String index, String sql, String undo, String why) {
    public enum Act {
        /// Ends with the index valid, or with none.
        CREATE,
        /// Ends with no index of that name.
        DROP,
        /// Ends with the index valid, under the same name.
        REINDEX
    }

    /// The order that takes this one back.
    public Optional<IndexOrder> undone() {
        return switch (act) {
            case CREATE -> back(Act.DROP);
            case DROP -> back(Act.CREATE);
            case REINDEX -> Optional.empty();
        };
    }

    private Optional<IndexOrder> back(Act other) {
        return undo.isEmpty()
                ? Optional.empty()
                : Optional.of(new IndexOrder(
                        other, schema, table, index, /* sql= */ undo, /* undo= */ sql, "undo of: " + why));
    }
}
