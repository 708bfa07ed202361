package dev.perfdeck.app.advice;

import dev.perfdeck.model.advice.StatementGain;
import dev.perfdeck.model.advice.WhatIfAnswer;
import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.Explained;
import dev.perfdeck.model.lab.Outcome;
import dev.perfdeck.model.lab.Question;
import dev.perfdeck.model.lab.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one index that somebody has thought of would change. Stateless.
public final class WhatIfBench {
    private WhatIfBench() {}

    /// @param statement the one to look at; empty for all of the workload
    public static WhatIfAnswer answer(
            WhatIf planner, String createIndex, Optional<String> statement, List<WorkloadStatement> workload) {
        var candidate = planner.candidate(createIndex);
        var statements = statement
                .map(text -> List.of(new WorkloadStatement(0, text, 1, Double.NaN)))
                .orElse(workload);
        var before = planner.explain(
                statements.stream().map(it -> Question.now(it.text())).toList());
        var after = planner.explain(statements.stream()
                .map(it -> Question.with(it.text(), Set.of(candidate)))
                .toList());
        return statement.isPresent()
                ? one(
                        candidate,
                        statement.get(),
                        before.getFirst().orThrow(),
                        after.getFirst().orThrow())
                : all(candidate, gains(statements, before, after));
    }

    private static WhatIfAnswer one(Candidate candidate, String statement, Explained now, Explained then) {
        return new WhatIfAnswer(
                candidate.ddl(),
                candidate.name(),
                candidate.sizeBytes(),
                now.cost(),
                then.cost(),
                List.of(new StatementGain(0, statement, 1, now.cost(), then.cost(), Double.NaN)),
                now.planJson(),
                then.planJson(),
                then.approximate());
    }

    private static List<StatementGain> gains(
            List<WorkloadStatement> statements, List<Outcome<Explained>> before, List<Outcome<Explained>> after) {
        var gains = new ArrayList<StatementGain>();
        for (int i = 0; i < statements.size(); i++) {
            if (before.get(i) instanceof Outcome.Good(var now) && after.get(i) instanceof Outcome.Good(var then)) {
                var it = statements.get(i);
                gains.add(new StatementGain(
                        it.queryId(), it.text(), it.weight(), now.cost(), then.cost(), it.meanMillis()));
            }
        }
        return gains;
    }

    private static WhatIfAnswer all(Candidate candidate, List<StatementGain> gains) {
        return new WhatIfAnswer(
                candidate.ddl(),
                candidate.name(),
                candidate.sizeBytes(),
                gains.stream().mapToDouble(it -> it.weight() * it.costBefore()).sum(),
                gains.stream().mapToDouble(it -> it.weight() * it.costAfter()).sum(),
                gains.stream().filter(it -> it.costBefore() != it.costAfter()).toList(),
                "",
                "",
                List.of());
    }
}
