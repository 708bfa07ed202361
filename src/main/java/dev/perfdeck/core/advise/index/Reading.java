package dev.perfdeck.core.advise.index;

import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.model.lab.ColumnFacts;
import dev.perfdeck.model.lab.TableFacts;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// What matters for caching a statement's answers.
///
/// @param keys       different answers, by the values it is asked with; an estimate
/// @param tables     that it reads, as PostgreSQL writes them
/// @param shareAfter of its cost that is left with what is advised, 0 to 1
public record Reading(WorkloadStatement statement, double keys, Set<String> tables, double shareAfter) {
    /// A range or a pattern is hardly ever the same twice.
    private static final double RANGE_KEYS = 1_000;

    static Reading of(Explored explored, Collection<TableFacts> facts) {
        var tables = new LinkedHashSet<String>();
        double keys = 1;
        boolean places = explored.statement.text().contains("$1");
        for (var use : explored.uses) {
            var table = Tables.find(facts, use);
            table.ifPresent(it -> tables.add(it.name()));
            if (!places || table.isEmpty()) {
                continue;
            }
            for (String column : use.equal()) {
                keys *= Tables.column(table.get(), column)
                        .map(ColumnFacts::distinct)
                        .filter(it -> it >= 1)
                        .orElse(1.0);
            }
            keys *= use.ranges().isEmpty() && use.likes().isEmpty() ? 1 : RANGE_KEYS;
        }
        return new Reading(explored.statement, keys, tables, explored.base > 0 ? explored.after / explored.base : 1);
    }
}
