package dev.perfdeck.model.migration;

import java.time.Instant;
import java.util.Optional;

/// One migration: what its file says, and how it stands in Flyway's history. Immutable.
///
/// @param version         as Flyway writes it, `1.2`; empty for a repeatable one
/// @param description     the words of the file's name
/// @param installedOn     when it was last recorded; empty before
/// @param file            its name within the folder; the recorded one when the file is gone
/// @param sql             the file as it is; empty when it is gone
/// @param checksum        of the file, Flyway's CRC-32; empty when the file is gone
/// @param appliedChecksum what the history holds; empty before, and for what has no checksum
/// @param undoable        whether an undo is given, or can be made of its index statements
/// @param remark          what the state alone does not tell; empty when there is nothing to add
public record Migration(
        Origin origin,
        Kind kind,
        String version,
        String description,
        State state,
        Optional<Instant> installedOn,
        String file,
        String sql,
        Optional<Integer> checksum,
        Optional<Integer> appliedChecksum,
        boolean undoable,
        String remark) {
    public enum Origin {
        /// The performance indexes that Perfdeck brings along; recorded in a history table of their own.
        BUILT_IN,
        /// The user's own folder.
        FOLDER
    }

    public enum Kind {
        VERSIONED,
        /// Runs again whenever its file changes, after all versioned ones.
        REPEATABLE,
        BASELINE
    }

    public enum State {
        PENDING,
        APPLIED,
        /// Recorded as failed: it stands in the way of all that follow until it is repaired.
        FAILED,
        /// Recorded as done, but its file is gone.
        MISSING,
        /// Recorded as done with another checksum than the file has now. Of a repeatable one: it will run again.
        CHANGED,
        /// Was applied, and undone since; applies again.
        UNDONE,
        /// Recorded as done, but an index of it is invalid or gone: repair mends both together.
        BROKEN,
        /// Not applied, though newer ones are: Flyway would pass over it in silence, so nothing runs until that is
        /// settled.
        LATE,
        /// At or below the version at which the history begins; never runs.
        IGNORED;

        /// Whether the next apply will run it.
        public boolean runsNext() {
            return this == PENDING || this == UNDONE;
        }

        /// Whether it must be settled before anything else can be applied.
        public boolean inTheWay() {
            return mendable() || this == MISSING || this == LATE;
        }

        /// Whether repair settles it.
        public boolean mendable() {
            return this == FAILED || this == BROKEN;
        }
    }

    /// `V3 orders by customer`, `R refresh views`.
    public String title() {
        return (kind == Kind.REPEATABLE ? "R" : "V" + version) + " " + description;
    }
}
