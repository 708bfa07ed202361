package dev.perfdeck.app;

import dev.perfdeck.model.Event;
import dev.perfdeck.model.IndexRun;
import java.time.Instant;
import java.util.Locale;

/// What the charts say of an index errand. Pure.
enum IndexMarks {
    APPLY("index build started", "build", IndexRun.Outcome.BUILT, "built and verified", "indexes"),
    UNDO("index removal started", "undo", IndexRun.Outcome.REMOVED, "dropped", "indexes dropped");

    private final String begin;
    private final String beginLabel;
    private final IndexRun.Outcome outcome;
    private final String verb;
    private final String endLabel;

    IndexMarks(String begin, String beginLabel, IndexRun.Outcome outcome, String verb, String endLabel) {
        this.begin = begin;
        this.beginLabel = beginLabel;
        this.outcome = outcome;
        this.verb = verb;
        this.endLabel = endLabel;
    }

    /// The verb that the journal knows the errand by, as `perfdeck migrate` has it.
    String journalled() {
        return name().toLowerCase(Locale.ROOT);
    }

    Event started(Instant at) {
        return new Event(at, Event.Kind.INFO, beginLabel, begin);
    }

    Event ended(Instant at, IndexRun run) {
        var count = run.indexes(outcome).size();
        var text = count + (count == 1 ? " index " : " indexes ") + verb;
        if (run.complete()) {
            return new Event(at, Event.Kind.DONE, endLabel, text);
        }
        var why = run.cancelled() ? "cancelled" : run.fault().orElseThrow().summary();
        return new Event(at, Event.Kind.WARNING, beginLabel + " ended", text + ", then " + why);
    }
}
