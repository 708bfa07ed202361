package dev.perfdeck.core.advise.index;

import dev.perfdeck.core.advise.plan.PlanUses;
import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.Explained;
import dev.perfdeck.model.lab.Outcome;
import dev.perfdeck.model.lab.Question;
import dev.perfdeck.model.lab.TableFacts;
import dev.perfdeck.model.lab.WhatIf;
import dev.perfdeck.model.plan.PlanDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Learns with few questions what indexes could do for a workload. A statement is asked once with all candidates that
/// might serve it, and the planner itself says which it would take; those are then held back, and it is asked again for
/// the next best, as long as there is something to gain. That is a handful of questions a statement, however many
/// candidates there are.
///
/// One thread.
final class Explorer {
    /// An alternative that saves less than this share of a statement's cost is none.
    private static final double WORTH = 0.02;

    private static final Set<String> WRITES = Set.of("Insert", "Update", "Delete", "Merge", "ModifyTable", "LockRows");

    private static final String PATTERN = "'%perfdeck%'";

    private static final int ROUNDS = 6;
    private static final double ASKED_AT_MOST = 0.32;

    /// Where there are few candidates, so many a statement are asked all the same.
    private static final int ASKED_AT_LEAST = 4;

    private final WhatIf whatIf;
    private final Function<String, PlanDocument> plans;
    private final BooleanSupplier cancelled;
    private final List<String> skipped = new ArrayList<>();
    private final Set<String> approximate = new LinkedHashSet<>();
    private final CandidatePool pool;
    private long planned;
    private long nanos;

    Explorer(WhatIf whatIf, Function<String, PlanDocument> plans, BooleanSupplier cancelled) {
        this.whatIf = whatIf;
        this.plans = plans;
        this.cancelled = cancelled;
        this.pool = new CandidatePool(whatIf);
    }

    List<String> skipped() {
        return skipped;
    }

    Set<String> approximate() {
        return approximate;
    }

    Map<Candidate, Shape> candidates() {
        return pool.shapes();
    }

    long planned() {
        return planned;
    }

    long nanos() {
        return nanos;
    }

    /// The statements as things stand, and what they might use.
    List<Explored> look(List<WorkloadStatement> statements) {
        var texts =
                new ArrayList<>(statements.stream().map(WorkloadStatement::text).toList());
        var answers = new ArrayList<>(ask(texts.stream().map(Question::now).toList()));
        var written = List.copyOf(answers);
        patterns(texts, answers);
        var found = new ArrayList<Explored>();
        var shapes = new LinkedHashMap<Shape, Set<Explored>>();
        var tables = new HashMap<String, TableFacts>();
        whatIf.tables().forEach(it -> tables.put(it.name(), it));
        for (int i = 0; i < answers.size(); i++) {
            var statement = statements.get(i);
            switch (answers.get(i)) {
                case Outcome.Good<Explained>(var plan) -> {
                    // What it reads by is told by the plan of the statement as it was written.
                    var document = plans.apply(written.get(i).orThrow().planJson());
                    var uses = PlanUses.of(document);
                    boolean reads = document.nodes().noneMatch(node -> WRITES.contains(node.type()));
                    var explored = new Explored(statement, texts.get(i), plan.cost(), plan.indexesUsed(), uses, reads);
                    found.add(explored);
                    for (var use : uses) {
                        Tables.find(tables.values(), use)
                                .map(table -> tables.getOrDefault(table.whole(), table))
                                .stream()
                                .flatMap(table -> Shapes.of(table, use).stream())
                                .forEach(shape -> shapes.computeIfAbsent(shape, _ -> new LinkedHashSet<>())
                                        .add(explored));
                    }
                }
                case Outcome.Failed<Explained>(var fault) ->
                    skipped.add(brief(statement.text()) + ": " + fault.summary());
            }
        }
        pool.make(shapes);
        return found;
    }

    /// A generic plan knows nothing of a pattern, and nothing is what it then expects an index on patterns to do. So
    /// a word of usual length stands in for it.
    private void patterns(List<String> texts, List<Outcome<Explained>> answers) {
        var places = new ArrayList<Integer>();
        for (int i = 0; i < texts.size(); i++) {
            if (answers.get(i) instanceof Outcome.Good<Explained>(var plan)) {
                String text = texts.get(i);
                for (var use : PlanUses.of(plans.apply(plan.planJson()))) {
                    for (String place : use.patterns()) {
                        text = text.replaceAll(Pattern.quote(place) + "(?![0-9])", PATTERN);
                    }
                }
                if (!text.equals(texts.get(i))) {
                    texts.set(i, text);
                    places.add(i);
                }
            }
        }
        var again = ask(places.stream().map(i -> Question.now(texts.get(i))).toList());
        for (int k = 0; k < places.size(); k++) {
            answers.set(places.get(k), again.get(k));
            approximate.add("the pattern of a LIKE is taken to be " + PATTERN + ": " + brief(texts.get(places.get(k))));
        }
    }

    /// Asks for the best, the next best and so on, of all statements together.
    void explore(List<Explored> statements) {
        long allowed = Math.max(
                (long) ASKED_AT_LEAST * statements.size(),
                (long) (ASKED_AT_MOST * statements.size() * pool.shapes().size()) - statements.size());
        var held = new HashMap<Explored, Set<Candidate>>();
        var open = statements.stream()
                .filter(it -> !pool.of(it).isEmpty())
                .sorted(Comparator.comparingDouble((Explored it) -> -it.weighted()))
                .toList();
        for (int round = 0; round < ROUNDS && !open.isEmpty() && !cancelled.getAsBoolean(); round++) {
            var asked = open.stream()
                    .limit(Math.max(round == 0 ? open.size() : 0, allowed - planned))
                    .toList();
            var sets = asked.stream().map(it -> left(it, held)).toList();
            var answers = ask(questions(asked, sets));
            var next = new ArrayList<Explored>();
            var apart = new ArrayList<Explored>();
            var parts = new ArrayList<Set<Candidate>>();
            for (int i = 0; i < answers.size(); i++) {
                var statement = asked.get(i);
                var used = note(statement, sets.get(i), answers.get(i));
                held.computeIfAbsent(statement, _ -> new HashSet<>()).addAll(used);
                if (!used.isEmpty() && !left(statement, held).isEmpty()) {
                    next.add(statement);
                }
                if (used.size() > 1) {
                    used.forEach(one -> {
                        apart.add(statement);
                        parts.add(Set.of(one));
                    });
                }
            }
            apart(apart, parts, allowed);
            open = next;
        }
    }

    /// What each of those that were used together does alone.
    private void apart(List<Explored> statements, List<Set<Candidate>> parts, long allowed) {
        int some = Math.clamp(allowed - planned, 0, parts.size());
        var answers = ask(questions(statements.subList(0, some), parts.subList(0, some)));
        for (int i = 0; i < some; i++) {
            note(statements.get(i), parts.get(i), answers.get(i));
        }
    }

    private Set<Candidate> left(Explored statement, Map<Explored, Set<Candidate>> held) {
        var left = new LinkedHashSet<>(pool.of(statement));
        left.removeAll(held.getOrDefault(statement, Set.of()));
        return left;
    }

    /// @return those the planner took, where that is worth anything
    private static Set<Candidate> note(Explored statement, Set<Candidate> on, Outcome<Explained> answer) {
        if (!(answer instanceof Outcome.Good<Explained>(var plan)) || plan.cost() > (1 - WORTH) * statement.base) {
            return Set.of();
        }
        var used = used(on, plan);
        if (!used.isEmpty()) {
            statement.options.add(new Explored.Option(used, plan.cost()));
        }
        return used;
    }

    private static Set<Candidate> used(Set<Candidate> on, Explained plan) {
        var used = new LinkedHashSet<Candidate>();
        on.stream().filter(it -> plan.indexesUsed().contains(it.name())).forEach(used::add);
        return used;
    }

    /// What the chosen ones do together, from the planner itself.
    void settle(List<Explored> statements, Set<Candidate> chosen) {
        var touched = statements.stream()
                .filter(it -> it.options.stream().anyMatch(o -> chosen.stream().anyMatch(o.candidates()::contains)))
                .toList();
        var sets = touched.stream().map(_ -> chosen).toList();
        var answers = ask(questions(touched, sets));
        for (int i = 0; i < touched.size(); i++) {
            if (answers.get(i) instanceof Outcome.Good<Explained>(var plan)) {
                touched.get(i).after = plan.cost();
                touched.get(i).usedAfter = used(chosen, plan);
            }
        }
    }

    /// What statements cost when existing indexes are hidden.
    List<Outcome<Explained>> hiding(List<Explored> statements, String index) {
        return ask(statements.stream()
                .map(it -> new Question(it.text, Set.of(), Set.of(index)))
                .toList());
    }

    private static List<Question> questions(List<Explored> statements, List<Set<Candidate>> sets) {
        var questions = new ArrayList<Question>();
        for (int i = 0; i < statements.size(); i++) {
            questions.add(Question.with(statements.get(i).text, sets.get(i)));
        }
        return questions;
    }

    private List<Outcome<Explained>> ask(List<Question> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        long before = whatIf.asked();
        long begin = System.nanoTime();
        var answers = whatIf.explain(questions);
        nanos += System.nanoTime() - begin;
        planned += whatIf.asked() - before;
        for (var answer : answers) {
            if (answer instanceof Outcome.Good<Explained>(var plan)) {
                approximate.addAll(plan.approximate());
            }
        }
        return answers;
    }

    private static String brief(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 80 ? line : line.substring(0, 79) + "…";
    }
}
