package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.MigrationRoom;
import dev.perfdeck.model.migration.Verification;
import java.util.Optional;

/// The proof that what was run did what it should, asked for anew as time goes by after a run. Screen executor only.
final class Proving {
    private final MigrationRoom room;
    private final Asking asking;
    private final Recheck recheck = new Recheck();
    private Optional<Verification> proof = Optional.empty();

    Proving(MigrationRoom room, Asking asking) {
        this.room = room;
        this.asking = asking;
    }

    Optional<Verification> proof() {
        return proof;
    }

    /// Another errand, or the same once more: nothing is proved of it.
    void forget() {
        proof = Optional.empty();
        recheck.forget();
    }

    /// A run has ended well.
    void begin() {
        recheck.ended(System.nanoTime());
        verify();
    }

    void verify() {
        asking.ask(Stage.VERIFY, () -> room.verify(), found -> proof = Optional.of(found));
    }

    /// Called with each look at the proof.
    void glance() {
        if (proof.isPresent() && !asking.busy(Stage.VERIFY) && recheck.due(System.nanoTime())) {
            verify();
        }
    }
}
