package dev.perfdeck.core.migrate.run;

import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.IndexState.State;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.Migration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A step of a console that was killed, beside what became of it. Pure.
///
/// @param migration that it is of; empty for an index order, and where the file is gone
/// @param made      the indexes that it is about
record OpenStep(JournalEntry begun, Optional<Migration> migration, List<IndexState> made) {
    private boolean any(State state) {
        return made.stream().anyMatch(index -> index.state() == state);
    }

    /// Whether catalog and history agree, so that nothing has to be mended.
    boolean atRest() {
        return !any(State.BUILDING)
                && !any(State.INVALID)
                && migration.filter(it -> it.state().mendable()).isEmpty();
    }

    String stands() {
        var indexes = made.stream()
                .map(index -> index.name() + " is " + index.state().name().toLowerCase(Locale.ROOT)
                        + (index.builderPid() == 0 ? "" : " (pid " + index.builderPid() + ")"))
                .collect(Collectors.joining(", "));
        var recorded = migration
                .map(it -> switch (it.state()) {
                    case APPLIED, CHANGED, MISSING, BROKEN -> "the history has it as applied";
                    case FAILED -> "the history has it as failed";
                    case PENDING, UNDONE, LATE, IGNORED -> "the history has it as not applied";
                })
                .orElse("it is in no history");
        return indexes.isEmpty() ? recorded : indexes + "; " + recorded;
    }

    private boolean recorded() {
        return migration
                .filter(it -> switch (it.state()) {
                    case APPLIED, CHANGED, MISSING, BROKEN, FAILED -> true;
                    case PENDING, UNDONE, LATE, IGNORED -> false;
                })
                .isPresent();
    }

    String wayOn() {
        if (any(State.BUILDING)) {
            return "The server is still building it: wait, or cancel it there; then "
                    + (migration.isPresent() ? "apply again." : "repair.");
        }
        if (begun.verb().equals("undo") && recorded()) {
            return "Undo again: what is gone already is passed over. To keep it, repair.";
        }
        if (any(State.INVALID) || migration.filter(it -> it.state().mendable()).isPresent()) {
            return "Repair removes what is left and mends the history"
                    + (migration.isPresent() ? "; then apply again." : ".");
        }
        if (migration.isEmpty()) {
            return ordered();
        }
        if (begun.verb().equals("apply") && !recorded()) {
            return "Apply again: what is there and right is only recorded.";
        }
        return "Nothing has to be mended; the next apply or repair notes so in the journal.";
    }

    private String ordered() {
        return any(State.VALID)
                ? "Nothing has to be mended: the index works; repair notes so in the journal."
                : "Nothing is left of it; order it again if it is wanted; repair notes so in the journal.";
    }
}
