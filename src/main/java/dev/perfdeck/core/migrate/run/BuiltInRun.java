package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.IndexBuild;
import dev.perfdeck.core.migrate.IndexScript;
import dev.perfdeck.core.migrate.Plans;
import dev.perfdeck.core.migrate.Stopped;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.IndexPlan;
import dev.perfdeck.model.IndexRun;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.MigrationRun.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The six performance indexes, by the build that the window's dialog uses too.
record BuiltInRun(
        ConnectionSource source, Steps steps, Journal.Run journal, Course.Told told, BooleanSupplier cancelled) {
    void apply(Optional<String> to) {
        var scripts = upTo(to);
        var plans = plans();
        expect(scripts);
        end(scripts, false, new IndexBuild(source).apply(names(scripts), journaling(scripts, false, plans), cancelled));
    }

    void undo(Optional<String> to) {
        var scripts = to.map(BuiltInRun::above).orElse(IndexScript.ALL);
        expect(scripts);
        end(scripts, true, new IndexBuild(source).undo(names(scripts), journaling(scripts, true, Map.of()), cancelled));
    }

    private Map<String, IndexPlan> plans() {
        try {
            return new Plans(source).now().stream().collect(Collectors.toMap(IndexPlan::index, Function.identity()));
        } catch (FaultException e) {
            return Map.of(); // the run itself will say what is wrong
        }
    }

    /// Writes the beginning of a step into the journal when its first progress is told.
    private Course.Told journaling(List<IndexScript> scripts, boolean undo, Map<String, IndexPlan> plans) {
        var begun = new HashSet<String>();
        return (step, done, of, phase, percent, waits, blocker) -> {
            if (begun.add(step)) {
                scripts.stream()
                        .filter(script -> script.name().equals(step))
                        .forEach(script -> journal.begun(
                                title(script),
                                sql(script, undo),
                                Optional.ofNullable(plans.get(step))
                                        .map(PlanNotes::note)
                                        .orElse("")));
            }
            told.of(step, done, of, phase, percent, waits, blocker);
        };
    }

    private static List<IndexScript> upTo(Optional<String> to) {
        return to.map(last -> IndexScript.ALL.stream()
                        .filter(script -> number(script.script().version()) <= known(last))
                        .toList())
                .orElse(IndexScript.ALL);
    }

    private static List<IndexScript> above(String stays) {
        return IndexScript.ALL.stream()
                .filter(script -> number(script.script().version()) > known(stays))
                .toList();
    }

    private static int number(String version) {
        return Integer.parseInt(version);
    }

    private static int known(String version) {
        var versions = IndexScript.ALL.stream().map(it -> it.script().version()).toList();
        if (!versions.contains(version) && !List.of("0", "1").contains(version)) {
            throw new FaultException(new Fault.Rejected(
                    "--to " + version, "there is no built-in index of this version", "1 to " + versions.getLast()));
        }
        return number(version);
    }

    private static List<String> names(List<IndexScript> scripts) {
        return scripts.stream().map(IndexScript::name).toList();
    }

    static String title(IndexScript script) {
        return "V" + script.script().version() + " " + script.script().description();
    }

    private static String sql(IndexScript script, boolean undo) {
        return undo ? script.undo() : script.index().sql();
    }

    private void expect(List<IndexScript> scripts) {
        steps.expect(scripts.stream().map(BuiltInRun::title).toList());
    }

    private void end(List<IndexScript> scripts, boolean undo, IndexRun run) {
        for (int i = 0; i < scripts.size(); i++) {
            var outcome = i < run.steps().size() ? run.steps().get(i) : null;
            if (outcome != null) {
                note(scripts.get(i), undo, outcome, run);
            }
        }
        run.fault().ifPresent(fault -> {
            throw new FaultException(fault);
        });
        if (run.cancelled()) {
            throw new Stopped();
        }
    }

    private void note(IndexScript script, boolean undo, IndexRun.Step step, IndexRun run) {
        var outcome = switch (step.outcome()) {
            case BUILT -> Outcome.APPLIED;
            case ADOPTED -> Outcome.ADOPTED;
            case REMOVED -> Outcome.UNDONE;
            case ALREADY_THERE, ALREADY_GONE -> Outcome.UNCHANGED;
            case FAILED -> Outcome.FAILED;
            case CANCELLED -> Outcome.CANCELLED;
            case NOT_REACHED -> Outcome.NOT_REACHED;
        };
        steps.note(title(script), outcome, step.took());
        var journaled = switch (step.outcome()) {
            case FAILED -> JournalEntry.Outcome.FAILED;
            case CANCELLED, NOT_REACHED -> JournalEntry.Outcome.CANCELLED;
            case BUILT, ADOPTED, REMOVED, ALREADY_THERE, ALREADY_GONE -> JournalEntry.Outcome.DONE;
        };
        if (step.outcome() == IndexRun.Outcome.NOT_REACHED || step.outcome() == IndexRun.Outcome.ALREADY_THERE) {
            return;
        }
        var why = run.fault().map(Fault::summary).orElse("");
        var detail = step.outcome().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        journal.ended(
                title(script),
                sql(script, undo),
                journaled,
                step.took(),
                journaled == JournalEntry.Outcome.FAILED ? why : detail);
    }
}
