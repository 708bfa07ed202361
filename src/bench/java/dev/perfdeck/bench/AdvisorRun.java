package dev.perfdeck.bench;

import dev.perfdeck.core.advise.index.IndexChoice;
import dev.perfdeck.core.lab.Twin;
import dev.perfdeck.core.target.explain.ExplainJson;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.Surroundings;
import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.Explained;
import dev.perfdeck.model.lab.Outcome;
import dev.perfdeck.model.lab.Question;
import dev.perfdeck.model.lab.WhatIf;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// The advisor on one workload, with its effort, and Dexter's rule on the same.
final class AdvisorRun {
    private AdvisorRun() {}

    static IndexChoice.Result advise(Twin twin, List<WorkloadStatement> workload, Surroundings around) {
        var result = timed(twin, workload, around);
        result.indexes()
                .forEach(it -> say(
                        "  %s  (%.1f MB, gain %.1f %%)", it.ddl(), it.sizeBytes() / 1e6, it.predictedGainPercent()));
        return result;
    }

    private static IndexChoice.Result timed(Twin twin, List<WorkloadStatement> workload, Surroundings around) {
        long begin = System.nanoTime();
        var result = new IndexChoice(twin, ExplainJson::withOutput, around, _ -> {}, () -> false)
                .choose(workload, OptionalLong.empty(), ErrorBand.GUESS);
        double all = (System.nanoTime() - begin) / 1e6;
        double planner = result.planner().toNanos() / 1e6;
        say(
                "what-if calls: %d of %d statements x %d candidates = %.2f (goal 0.35)",
                result.calls(),
                result.workload().size(),
                result.candidates(),
                result.calls() / (double) (result.workload().size() * Math.max(1, result.candidates())));
        say("time: %.0f ms, of it waiting for plans %.0f ms = %.2fx (goal 1.3x)", all, planner, all / planner);
        return result;
    }

    /// With no limit, and with as many bytes as it takes itself.
    static void dexter(WhatIf twin, IndexChoice.Result advice) {
        var statements = advice.workload().stream()
                .map(it -> new WorkloadStatement(it.queryId(), it.query(), it.weight(), it.meanMillis()))
                .toList();
        var theirs = new DexterRule(twin).suggest(statements);
        theirs.forEach(it -> say("  Dexter's rule: %s (%.1f MB)", it.ddl(), it.sizeBytes() / 1e6));
        var ours = advice.indexes().stream().map(it -> twin.candidate(it.ddl())).collect(Collectors.toSet());
        double base = cost(twin, statements, Set.of());
        double withOurs = cost(twin, statements, ours);
        double withTheirs = cost(twin, statements, theirs);
        say(
                "cost left: ours %.2f %% with %.1f MB, Dexter's rule %.2f %% with %.1f MB",
                100 * withOurs / base, megabytes(ours), 100 * withTheirs / base, megabytes(theirs));
        long room = theirs.stream().mapToLong(Candidate::sizeBytes).sum() - 1;
        var all = new HashSet<>(ours);
        all.addAll(theirs);
        twin.drop(all);
        var within = new IndexChoice(twin, ExplainJson::withOutput, Surroundings.unknown(), _ -> {}, () -> false)
                .choose(statements, OptionalLong.of(room), ErrorBand.GUESS);
        say(
                "within fewer bytes than Dexter's rule takes: ours %.2f %% with %.1f MB",
                100 * within.after() / within.before(),
                within.indexes().stream().mapToLong(IndexAdvice::sizeBytes).sum() / 1e6);
    }

    /// What indexes that somebody else thought of would do.
    static void others(WhatIf twin, IndexChoice.Result advice, String whose, List<String> ddl) {
        var statements = advice.workload().stream()
                .map(it -> new WorkloadStatement(it.queryId(), it.query(), it.weight(), it.meanMillis()))
                .toList();
        var candidates = ddl.stream().map(twin::candidate).collect(Collectors.toSet());
        double left = cost(twin, statements, candidates) / cost(twin, statements, Set.of());
        say("cost left with %s: %.2f %% with %.1f MB", whose, 100 * left, megabytes(candidates));
        twin.drop(candidates);
    }

    private static double megabytes(Set<Candidate> candidates) {
        return candidates.stream().mapToLong(Candidate::sizeBytes).sum() / 1e6;
    }

    private static double cost(WhatIf twin, List<WorkloadStatement> statements, Set<Candidate> on) {
        var answers = twin.explain(
                statements.stream().map(it -> Question.with(it.text(), on)).toList());
        double sum = 0;
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof Outcome.Good<Explained>(var plan)) {
                sum += plan.cost() * statements.get(i).weight();
            }
        }
        return sum;
    }

    static void say(String words, Object... values) {
        System.err.println("advisor: " + (values.length == 0 ? words : String.format(Locale.ROOT, words, values)));
    }
}
