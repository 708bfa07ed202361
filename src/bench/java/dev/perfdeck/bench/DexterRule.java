package dev.perfdeck.bench;

import dev.perfdeck.core.target.explain.ExplainJson;
import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.ColumnFacts;
import dev.perfdeck.model.lab.Explained;
import dev.perfdeck.model.lab.Outcome;
import dev.perfdeck.model.lab.Question;
import dev.perfdeck.model.lab.TableFacts;
import dev.perfdeck.model.lab.WhatIf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What ankane/dexter 0.6 would suggest, asked of the same planner: for each statement that costs 100 or more, all
/// single
/// columns of its tables as hypothetical indexes, then all pairs of columns; the winner is taken when it halves the
/// cost, a pair only when it halves the cost of the best single column again.
final class DexterRule {
    private static final double FROM_COST = 100;
    private static final double SAVING = 0.5;

    private final WhatIf whatIf;

    DexterRule(WhatIf whatIf) {
        this.whatIf = whatIf;
    }

    Set<Candidate> suggest(List<WorkloadStatement> workload) {
        var chosen = new LinkedHashSet<Candidate>();
        for (var statement : workload) {
            if (whatIf.explain(List.of(Question.now(statement.text()))).getFirst()
                            instanceof Outcome.Good<Explained>(var now)
                    && now.cost() >= FROM_COST) {
                chosen.addAll(best(statement.text(), now));
            }
        }
        return chosen;
    }

    private Set<Candidate> best(String text, Explained now) {
        var tables = ExplainJson.read(now.planJson())
                .nodes()
                .map(node -> node.relation())
                .toList();
        var touched = whatIf.tables().stream()
                .filter(it -> tables.contains(it.name()))
                .toList();
        var singles = made(touched, 1);
        var one = used(text, singles);
        var pairs = made(touched, 2);
        singles.addAll(pairs);
        var two = used(text, singles);
        if (two.cost < SAVING * one.cost && one.cost > FROM_COST && two.cost < SAVING * now.cost()) {
            return two.used;
        }
        return one.cost < SAVING * now.cost() ? one.used : Set.of();
    }

    private record Used(Set<Candidate> used, double cost) {}

    /// Where several are used, each is tried alone and the winner is kept.
    private Used used(String text, Set<Candidate> on) {
        var plan = whatIf.explain(text, on, Set.of());
        var used = new LinkedHashSet<Candidate>();
        on.stream().filter(it -> plan.indexesUsed().contains(it.name())).forEach(used::add);
        if (used.size() <= 1) {
            return new Used(used, plan.cost());
        }
        var best = new Used(Set.of(), Double.MAX_VALUE);
        for (var each : used) {
            double cost = whatIf.explain(text, Set.of(each), Set.of()).cost();
            best = cost < best.cost ? new Used(Set.of(each), cost) : best;
        }
        return best;
    }

    private Set<Candidate> made(List<TableFacts> tables, int width) {
        var ddls = new ArrayList<String>();
        for (var table : tables) {
            for (var first : table.columns()) {
                if (width == 1) {
                    ddls.add(ddl(table, first));
                }
                for (var second : table.columns()) {
                    if (width == 2 && first != second) {
                        ddls.add(ddl(table, first, second));
                    }
                }
            }
        }
        var made = new LinkedHashSet<Candidate>();
        for (var each : whatIf.candidates(ddls)) {
            if (each instanceof Outcome.Good<Candidate>(var candidate)) {
                made.add(candidate);
            }
        }
        return made;
    }

    private static String ddl(TableFacts table, ColumnFacts... columns) {
        var names = new ArrayList<String>();
        for (var column : columns) {
            names.add('"' + column.name() + '"');
        }
        return "CREATE INDEX ON " + table.name() + " (" + String.join(", ", names) + ")";
    }
}
