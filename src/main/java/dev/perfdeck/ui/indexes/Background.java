package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.IndexHealthRoom;
import dev.perfdeck.app.MigrationRoom;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.health.IndexHealth;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.ui.Work;
import java.util.List;
import java.util.Optional;

/// What stands below the errand: the health of all indexes, and the journal. Screen executor only.
final class Background {
    private static final int ENTRIES = 500;

    private final MigrationRoom room;
    private final IndexHealthRoom healthRoom;
    private final Work work;
    private final Runnable changed;
    private boolean looking;
    private Optional<Fault> healthFault = Optional.empty();
    private List<JournalEntry> journal = List.of();

    Background(MigrationRoom room, IndexHealthRoom healthRoom, Work work, Runnable changed) {
        this.room = room;
        this.healthRoom = healthRoom;
        this.work = work;
        this.changed = changed;
    }

    void lookAtHealth() {
        if (!looking) {
            looking = true;
            work.run(
                    "look at index health",
                    () -> healthRoom.look().await(),
                    seen -> ended(Optional.empty()),
                    fault -> ended(Optional.of(fault)));
        }
    }

    private void ended(Optional<Fault> fault) {
        looking = false;
        healthFault = fault;
        changed.run();
    }

    Optional<IndexHealth> health() {
        return healthRoom.last();
    }

    Optional<Fault> healthFault() {
        return healthFault;
    }

    /// The journal is a file: it is read when something may have been written into it.
    void readJournal() {
        work.run(
                "read the journal",
                () -> room.journal(ENTRIES),
                read -> {
                    journal = read;
                    changed.run();
                },
                fault -> changed.run());
    }

    /// Newest first.
    List<JournalEntry> journal() {
        return journal;
    }
}
