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
import dev.perfdeck.model.migration.MigrationRun.Outcome;
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
        end(scripts, run(scripts, /* undo= */ false, plans));
    }

    void undo(Optional<String> to) {
        var scripts = to.map(BuiltInRun::above).orElse(IndexScript.ALL);
        expect(scripts);
        end(scripts, run(scripts, /* undo= */ true, Map.of()));
    }

    private Map<String, IndexPlan> plans() {
        try {
            return new Plans(source).now().stream().collect(Collectors.toMap(IndexPlan::index, Function.identity()));
        } catch (FaultException e) {
            return Map.of(); // the run itself will say what is wrong
        }
    }

    private IndexRun run(List<IndexScript> scripts, boolean undo, Map<String, IndexPlan> plans) {
        var written = new IndexJournal(
                journal,
                scripts,
                undo,
                step -> Optional.ofNullable(plans.get(step))
                        .map(PlanNotes::note)
                        .orElse(""));
        Course.Told journaling = (step, done, of, phase, percent, waits, blocker) -> {
            written.heard(step);
            told.of(step, done, of, phase, percent, waits, blocker);
        };
        var build = new IndexBuild(source);
        var run = undo
                ? build.undo(names(scripts), journaling, cancelled)
                : build.apply(names(scripts), journaling, cancelled);
        written.ended(run);
        return run;
    }

    private static List<IndexScript> upTo(Optional<String> to) {
        return IndexScript.ALL.stream()
                .filter(script -> within(script.script().version(), to))
                .toList();
    }

    /// Whether a built-in version is one that is to be applied.
    ///
    /// @throws FaultException `Rejected` when there is no such version
    static boolean within(String version, Optional<String> to) {
        return to.isEmpty() || number(version) <= known(to.get());
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
        return IndexJournal.title(script);
    }

    private void expect(List<IndexScript> scripts) {
        steps.expect(scripts.stream().map(BuiltInRun::title).toList());
    }

    private void end(List<IndexScript> scripts, IndexRun run) {
        for (int i = 0; i < scripts.size(); i++) {
            var outcome = i < run.steps().size() ? run.steps().get(i) : null;
            if (outcome != null) {
                note(scripts.get(i), outcome);
            }
        }
        run.fault().ifPresent(fault -> {
            throw new FaultException(fault);
        });
        if (run.cancelled()) {
            throw new Stopped();
        }
    }

    private void note(IndexScript script, IndexRun.Step step) {
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
    }
}
