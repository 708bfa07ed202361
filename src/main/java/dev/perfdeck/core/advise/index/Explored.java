package dev.perfdeck.core.advise.index;

import dev.perfdeck.core.advise.plan.TableUse;
import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.model.lab.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is known of one statement: its cost as things stand, and under sets of candidates. One thread.
final class Explored {
    final WorkloadStatement statement;
    final String text;
    final double base;
    final Set<String> usedNow;
    final List<TableUse> uses;
    final boolean reads;
    final List<Option> options = new ArrayList<>();
    double after;
    Set<Candidate> usedAfter = Set.of();

    /// Its cost when it has these.
    record Option(Set<Candidate> candidates, double cost) {}

    Explored(
            WorkloadStatement statement,
            String text,
            double base,
            Set<String> usedNow,
            List<TableUse> uses,
            boolean reads) {
        this.statement = statement;
        this.text = text;
        this.uses = uses;
        this.reads = reads;
        this.base = base;
        this.usedNow = usedNow;
        after = base;
    }

    double weighted() {
        return base * statement.weight();
    }

    /// The least cost that is known to be had with some of these.
    double costWith(Set<Candidate> had) {
        return options.stream()
                .filter(it -> had.containsAll(it.candidates))
                .mapToDouble(Option::cost)
                .reduce(base, Math::min);
    }
}
