package dev.perfdeck.model.migration;

import dev.perfdeck.model.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a run ended: what became of each migration or index, and why it stopped where it did.
///
/// @param cancelled the user stopped it
/// @param fault     why it did not do all that was asked; empty when it did, or when the user stopped it
/// @param stands    what is true on the server now, in one sentence
public record MigrationRun(List<Step> steps, boolean cancelled, Optional<Fault> fault, String stands) {
    /// @param step  a migration's title, or an index
    /// @param took  zero where nothing was done
    public record Step(String step, Outcome outcome, Duration took) {}

    public enum Outcome {
        APPLIED,
        /// Was there already, made by hand or by a run that lost its connection; now recorded.
        ADOPTED,
        UNDONE,
        /// Its leftovers are gone and the history tells what the catalog tells.
        REPAIRED,
        /// Nothing had to be done.
        UNCHANGED,
        FAILED,
        CANCELLED,
        NOT_REACHED
    }

    public MigrationRun {
        steps = List.copyOf(steps);
    }

    public boolean complete() {
        return !cancelled && fault.isEmpty();
    }

    public List<String> steps(Outcome outcome) {
        return steps.stream()
                .filter(step -> step.outcome() == outcome)
                .map(Step::step)
                .toList();
    }
}
