package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.IndexScript;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.IndexRun;
import dev.perfdeck.model.migration.JournalEntry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Writes a run of the built-in indexes into the journal: each step when it is first heard of, and how it ended. One
/// thread.
public final class IndexJournal {
    private final Journal.Run journal;
    private final List<IndexScript> scripts;
    private final boolean undo;
    private final Function<String, String> notes;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private String current = "";
    private long since;

    /// @param notes what is worth keeping of an index before its step; may be empty
    public IndexJournal(Journal.Run journal, List<IndexScript> scripts, boolean undo, Function<String, String> notes) {
        this.journal = journal;
        this.scripts = List.copyOf(scripts);
        this.undo = undo;
        this.notes = notes;
    }

    /// Called with each progress; steps that are no index of these are passed over. A run goes on only after success,
    /// so whatever is heard next, the step before has ended well.
    public void heard(String step) {
        if (step.equals(current)) {
            return;
        }
        closed();
        current = step;
        since = System.nanoTime();
        if (begun.add(step)) {
            named(step).forEach(script -> journal.begun(title(script), sql(script), notes.apply(step)));
        }
    }

    private void closed() {
        var took = Duration.ofNanos(System.nanoTime() - since);
        named(current)
                .filter(script -> done.add(script.name()))
                .forEach(script -> journal.ended(title(script), sql(script), JournalEntry.Outcome.DONE, took, ""));
    }

    private Stream<IndexScript> named(String step) {
        return scripts.stream().filter(script -> script.name().equals(step));
    }

    public void ended(IndexRun run) {
        for (int i = 0; i < Math.min(scripts.size(), run.steps().size()); i++) {
            if (!done.contains(scripts.get(i).name())) {
                ended(scripts.get(i), run.steps().get(i), run);
            }
        }
    }

    private void ended(IndexScript script, IndexRun.Step step, IndexRun run) {
        if (step.outcome() == IndexRun.Outcome.NOT_REACHED || step.outcome() == IndexRun.Outcome.ALREADY_THERE) {
            return;
        }
        var outcome = switch (step.outcome()) {
            case FAILED -> JournalEntry.Outcome.FAILED;
            case CANCELLED, NOT_REACHED -> JournalEntry.Outcome.CANCELLED;
            case BUILT, ADOPTED, REMOVED, ALREADY_THERE, ALREADY_GONE -> JournalEntry.Outcome.DONE;
        };
        var detail = outcome == JournalEntry.Outcome.FAILED
                ? run.fault().map(Fault::summary).orElse("")
                : step.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        journal.ended(title(script), sql(script), outcome, step.took(), detail);
    }

    static String title(IndexScript script) {
        return "V" + script.script().version() + " " + script.script().description();
    }

    private String sql(IndexScript script) {
        return undo ? script.undo() : script.index().sql();
    }
}
