package dev.perfdeck.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a run of index builds or removals ended: what became of each index, and why it stopped where it did.
///
/// @param steps     one for each index asked for, in order
/// @param cancelled the user stopped it
/// @param fault     why it did not do all that was asked; empty when it did, or when the user stopped it
public record IndexRun(List<Step> steps, boolean cancelled, Optional<Fault> fault) {
    /// @param took time of this step; zero where nothing was done
    public record Step(String index, Outcome outcome, Duration took) {}

    public enum Outcome {
        BUILT,
        /// Was there and valid, made by somebody else or by a run that lost its connection; now recorded.
        ADOPTED,
        ALREADY_THERE,
        REMOVED,
        ALREADY_GONE,
        FAILED,
        CANCELLED,
        NOT_REACHED
    }

    public IndexRun {
        steps = List.copyOf(steps);
    }

    public boolean complete() {
        return !cancelled && fault.isEmpty();
    }

    public List<String> indexes(Outcome outcome) {
        return steps.stream()
                .filter(step -> step.outcome() == outcome)
                .map(Step::index)
                .toList();
    }
}
