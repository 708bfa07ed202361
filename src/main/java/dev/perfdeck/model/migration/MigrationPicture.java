package dev.perfdeck.model.migration;

import java.time.Instant;
import java.util.List;

/// All migrations and their indexes at one moment. Immutable.
///
/// @param migrations the folder's in the order in which they run, then the built-in ones
/// @param indexes    those that the migrations make, then invalid ones of nobody
/// @param unsettled  runs that began and of which nobody wrote the end: what stands now, and the way on
public record MigrationPicture(
        Instant at, List<Migration> migrations, List<IndexState> indexes, List<Unsettled> unsettled) {
    /// A step that the journal saw begin and not end: the console was killed, or lost its server for good.
    ///
    /// @param stands what the catalog says now
    /// @param wayOn  what to do, in one sentence
    public record Unsettled(JournalEntry begun, String stands, String wayOn) {}

    public MigrationPicture {
        migrations = List.copyOf(migrations);
        indexes = List.copyOf(indexes);
        unsettled = List.copyOf(unsettled);
    }

    public List<Migration> pending() {
        return migrations.stream()
                .filter(migration -> migration.state().runsNext() || rerun(migration))
                .toList();
    }

    /// What must be settled before anything can be applied: by a repair, or in the folder.
    public List<Migration> inTheWay() {
        return migrations.stream()
                .filter(migration -> migration.state().inTheWay()
                        || (migration.state() == Migration.State.CHANGED && !rerun(migration)))
                .toList();
    }

    /// Whoever made them.
    public List<IndexState> invalid() {
        return indexes.stream()
                .filter(index -> index.state() == IndexState.State.INVALID)
                .toList();
    }

    private static boolean rerun(Migration migration) {
        return migration.state() == Migration.State.CHANGED && migration.kind() == Migration.Kind.REPEATABLE;
    }
}
