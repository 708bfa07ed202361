package dev.perfdeck.core.advise.index;

import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.Outcome;
import dev.perfdeck.model.lab.WhatIf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The candidates of a workload: made for the shapes of index that would serve most, each known by the statements that
/// it might serve. One thread.
final class CandidatePool {
    /// What serves statements of less than this share of the cost of all cannot bring enough.
    private static final double WORTH_A_LOOK = 0.0005;

    private static final int MOST = 600;

    private final WhatIf whatIf;
    private final Map<Explored, Set<Candidate>> relevant = new LinkedHashMap<>();
    private final Map<Candidate, Shape> shapeOf = new LinkedHashMap<>();

    CandidatePool(WhatIf whatIf) {
        this.whatIf = whatIf;
    }

    Map<Candidate, Shape> shapes() {
        return Collections.unmodifiableMap(shapeOf);
    }

    /// What might serve a statement.
    Set<Candidate> of(Explored statement) {
        return Collections.unmodifiableSet(relevant.getOrDefault(statement, Set.of()));
    }

    /// @param shapes each with the statements that ask for it; those that existing indexes fill already are left out
    void make(Map<Shape, Set<Explored>> shapes) {
        var existing = whatIf.indexes();
        double all = shapes.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .mapToDouble(Explored::weighted)
                .sum();
        var wanted = shapes.entrySet().stream()
                .filter(entry ->
                        existing.stream().noneMatch(it -> entry.getKey().doneBy(it.table(), it.ddl(), it.columns())))
                .filter(entry -> weighted(entry.getValue()) >= WORTH_A_LOOK * all)
                .sorted(Comparator.comparingDouble(entry -> -weighted(entry.getValue())))
                .limit(MOST)
                .toList();
        var names = new HashSet<String>();
        existing.forEach(it -> names.add(it.name()));
        var ddls = new ArrayList<String>();
        for (var entry : wanted) {
            String name = entry.getKey().name(names);
            names.add(name);
            ddls.add(entry.getKey().ddl(name));
        }
        var made = whatIf.candidates(ddls);
        for (int i = 0; i < made.size(); i++) {
            if (made.get(i) instanceof Outcome.Good<Candidate>(var candidate)) {
                var entry = wanted.get(i);
                shapeOf.put(candidate, entry.getKey());
                entry.getValue()
                        .forEach(it -> relevant.computeIfAbsent(it, _ -> new LinkedHashSet<>())
                                .add(candidate));
            }
        }
        relevant.values().forEach(this::widen);
    }

    private static double weighted(Set<Explored> statements) {
        return statements.stream().mapToDouble(Explored::weighted).sum();
    }

    /// What was made for another statement serves this one too, when it begins with the same column.
    private void widen(Set<Candidate> mine) {
        var beginnings = new HashSet<List<String>>();
        mine.forEach(it -> beginnings.add(beginning(it)));
        shapeOf.forEach((candidate, shape) -> {
            if (shape.where().isEmpty() && beginnings.contains(beginning(candidate))) {
                mine.add(candidate);
            }
        });
    }

    private List<String> beginning(Candidate candidate) {
        var shape = shapeOf.getOrDefault(candidate, Shape.btree("", List.of("")));
        return List.of(shape.table(), shape.method(), shape.columns().getFirst());
    }
}
