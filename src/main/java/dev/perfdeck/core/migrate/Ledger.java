package dev.perfdeck.core.migrate;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.IndexRun;
import dev.perfdeck.model.IndexRun.Outcome;
import dev.perfdeck.model.IndexRun.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of each index, as a run goes along. Used by the thread of the run only.
final class Ledger {
    private final Map<String, Step> steps = new LinkedHashMap<>();

    Ledger(List<IndexScript> scripts) {
        scripts.forEach(script -> note(script, Outcome.NOT_REACHED, Duration.ZERO));
    }

    void note(IndexScript script, Outcome outcome, Duration took) {
        steps.put(script.name(), new Step(script.name(), outcome, took));
    }

    Outcome of(IndexScript script) {
        var step = steps.get(script.name());
        return step == null ? Outcome.NOT_REACHED : step.outcome();
    }

    IndexRun ended(boolean cancelled, Optional<Fault> fault) {
        return new IndexRun(List.copyOf(steps.values()), cancelled, fault);
    }
}
