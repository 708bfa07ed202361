package dev.perfdeck.core.lab;

import dev.perfdeck.core.lab.build.Indexes;
import dev.perfdeck.model.lab.Approximation;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.Explained;
import dev.perfdeck.model.lab.Outcome;
import dev.perfdeck.model.lab.Question;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Answers questions from memory where it can: an index on a table that a statement does not read changes nothing.
/// Those that share a set of indexes are asked in one transaction. For one thread at a time.
final class Questions {
    private static final int MOST_REMEMBERED = 200_000;

    private final Planner planner;
    private final TwinContents contents;
    private final List<Approximation> approximations;
    private final Map<String, Outcome<Read>> asTheyAre = new HashMap<>();
    private final Map<Key, Outcome<Read>> remembered = new HashMap<>();

    Questions(Planner planner, TwinContents contents, List<Approximation> approximations) {
        this.planner = planner;
        this.contents = contents;
        this.approximations = approximations;
    }

    private record Read(String json, PlanReading plan) {}

    /// The indexes that matter to a statement, by number.
    private record Key(String statement, Set<Long> shown, Set<Long> hidden) {
        Key setOnly() {
            return new Key("", shown, hidden);
        }
    }

    long asked() {
        return planner.asked();
    }

    List<Outcome<Explained>> answer(List<Question> questions, Candidates candidates) throws SQLException {
        plainPlans(questions);
        var keys = questions.stream().map(it -> key(it, candidates)).toList();
        ask(new LinkedHashSet<>(keys));
        var answers = new ArrayList<Outcome<Explained>>();
        for (int i = 0; i < keys.size(); i++) {
            answers.add(explained(known(keys.get(i)), questions.get(i), candidates));
        }
        return answers;
    }

    private void plainPlans(List<Question> questions) throws SQLException {
        var fresh = new LinkedHashSet<String>();
        for (var question : questions) {
            if (!asTheyAre.containsKey(question.statement())) {
                fresh.add(question.statement());
            }
        }
        var statements = List.copyOf(fresh);
        // One a message's part, so that one that cannot be planned does not hold up all others.
        var plans = planner.plans(statements.stream()
                .map(it -> new Planner.Asked(List.of(), List.of(), List.of(it)))
                .toList());
        for (int i = 0; i < statements.size(); i++) {
            asTheyAre.put(statements.get(i), read(plans.get(i).getFirst()));
        }
    }

    private static Outcome<Read> read(Outcome<String> plan) {
        return switch (plan) {
            case Outcome.Good<String>(var json) -> new Outcome.Good<>(new Read(json, PlanReading.of(json)));
            case Outcome.Failed<String>(var fault) -> new Outcome.Failed<>(fault);
        };
    }

    private Key key(Question question, Candidates candidates) {
        var shown = new TreeSet<Long>();
        var hidden = new TreeSet<Long>();
        if (asTheyAre.get(question.statement()) instanceof Outcome.Good<Read>(var plain)) {
            var relations = plain.plan().relations();
            for (var candidate : question.on()) {
                var made = candidates.made(candidate.id());
                if (made != null && made.tables().stream().anyMatch(relations::contains)) {
                    shown.addAll(made.all());
                }
            }
            for (var name : question.hidden()) {
                hide(name, relations, hidden);
            }
        }
        return new Key(question.statement(), shown, hidden);
    }

    private void hide(String name, Set<String> relations, Set<Long> hidden) {
        for (var index : contents.existing().getOrDefault(name, List.of())) {
            var parts = contents.partsOf(index);
            if (parts.stream().anyMatch(it -> relations.contains(it.tableBare()))) {
                parts.forEach(it -> hidden.add(it.oid()));
            }
        }
    }

    private void ask(Set<Key> keys) throws SQLException {
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
        }
        var sets = new LinkedHashMap<Key, List<String>>();
        for (var key : keys) {
            if (!isPlain(key) && !remembered.containsKey(key)) {
                sets.computeIfAbsent(key.setOnly(), _ -> new ArrayList<>()).add(key.statement());
            }
        }
        var asked = sets.entrySet().stream()
                .map(it -> new Planner.Asked(it.getKey().shown(), it.getKey().hidden(), it.getValue()))
                .toList();
        var plans = planner.plans(asked);
        for (int k = 0; k < asked.size(); k++) {
            var set = asked.get(k);
            for (int i = 0; i < set.statements().size(); i++) {
                remembered.put(
                        new Key(set.statements().get(i), Set.copyOf(set.shown()), Set.copyOf(set.hidden())),
                        read(plans.get(k).get(i)));
            }
        }
    }

    private static boolean isPlain(Key key) {
        return key.shown().isEmpty() && key.hidden().isEmpty();
    }

    private Outcome<Read> known(Key key) {
        return Objects.requireNonNull(
                isPlain(key) ? asTheyAre.get(key.statement()) : remembered.get(key), "asked before");
    }

    private Outcome<Explained> explained(Outcome<Read> read, Question question, Candidates candidates) {
        return switch (read) {
            case Outcome.Failed<Read>(var fault) -> new Outcome.Failed<>(fault);
            case Outcome.Good<Read>(var plan) ->
                new Outcome.Good<>(new Explained(
                        plan.plan().cost(),
                        plan.json(),
                        used(plan.plan().indexes(), question.on(), candidates),
                        doubts(plan.plan(), question.on(), candidates)));
        };
    }

    /// Of a part of a partitioned index, the name of the whole.
    private Set<String> used(Set<String> inPlan, Set<Candidate> on, Candidates candidates) {
        var used = new HashSet<String>();
        for (var name : inPlan) {
            used.add(contents.wholeOf(name));
        }
        for (var candidate : on) {
            var made = candidates.made(candidate.id());
            if (made != null && made.names().stream().anyMatch(inPlan::contains)) {
                used.removeAll(made.names());
                used.add(candidate.name());
            }
        }
        return used;
    }

    private List<String> doubts(PlanReading plan, Set<Candidate> on, Candidates candidates) {
        var doubts = new ArrayList<String>();
        for (var it : approximations) {
            if (it.object().isEmpty() || plan.relations().contains(Indexes.bare(it.object()))) {
                doubts.add(it.toString());
            }
        }
        for (var candidate : on) {
            var made = candidates.made(candidate.id());
            if (made != null && !made.rough().isEmpty() && plan.indexes().contains(candidate.name())) {
                doubts.add(candidate.name() + ": " + made.rough());
            }
        }
        return doubts;
    }
}
