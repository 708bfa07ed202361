package dev.perfdeck.ui.query;

import dev.perfdeck.app.StatementRoom;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanTrial;
import dev.perfdeck.ui.Work;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Plans of the statements that were opened: each is asked for once and again when it is old, and what was measured
/// stays until something else is asked. Screen executor only.
final class PlanModel {
    private static final long OLD_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int KEPT = 40;

    private final StatementRoom room;
    private final Work work;
    private final Badges badges;
    private final Runnable changed;
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final Set<String> surveyed = new HashSet<>();

    /// @param changed is run when something came of a question
    PlanModel(StatementRoom room, Work work, Badges badges, Runnable changed) {
        this.room = room;
        this.work = work;
        this.badges = badges;
        this.changed = changed;
    }

    /// What is known of a plan; nothing of both while the question is under way.
    ///
    /// @param atNanos when it was asked
    record Asked(Optional<PlanAnswer> answer, Optional<Fault> fault, boolean waiting, long atNanos) {
        boolean old() {
            return !waiting && !measured() && System.nanoTime() - atNanos > OLD_NANOS;
        }

        boolean measured() {
            return answer.filter(each ->
                            each instanceof PlanAnswer.Planned planned && planned.basis() == PlanAnswer.Basis.RUN)
                    .isPresent();
        }
    }

    /// The plan of the statement in sight, asked for where nobody has.
    Asked look(StatementFigures statement) {
        if (statement.database().isEmpty()) {
            // Its name comes with the next reading; until then nobody can say where to ask.
            return new Asked(Optional.empty(), Optional.empty(), true, System.nanoTime());
        }
        var known = asked.get(statement.key());
        return known == null || known.old() ? ask(statement) : known;
    }

    /// Asks for one of these that nobody has asked for yet, unless a question is under way: what costs most is looked
    /// at unasked, one at a time. No statement is run for it.
    void survey(List<StatementFigures> costliest) {
        if (asked.values().stream().noneMatch(Asked::waiting)) {
            costliest.stream()
                    .filter(each -> !each.text().isEmpty() && !each.database().isEmpty() && surveyed.add(each.key()))
                    .findFirst()
                    .ifPresent(this::look);
        }
    }

    /// Asks anew; what is known stays in sight meanwhile.
    Asked ask(StatementFigures statement) {
        return start(statement.key(), "plan", () -> room.plan(statement));
    }

    /// Runs what was shown to the person.
    void run(StatementFigures statement, PlanTrial trial) {
        start(statement.key(), "measure", () -> room.run(trial));
    }

    void trial(StatementFigures statement, Consumer<Optional<PlanTrial>> shown, Consumer<Fault> failed) {
        work.run("prepare to measure", () -> room.trial(statement), shown, failed);
    }

    private Asked start(String key, String name, Callable<PlanAnswer> question) {
        var before = Optional.ofNullable(asked.get(key)).flatMap(Asked::answer);
        var now = new Asked(before, Optional.empty(), true, System.nanoTime());
        asked.put(key, now);
        if (asked.size() > KEPT) {
            asked.remove(asked.keySet().iterator().next());
        }
        work.run(
                name,
                question,
                answer -> settle(key, now, Optional.of(answer), Optional.empty()),
                fault -> settle(key, now, Optional.empty(), Optional.of(fault)));
        return now;
    }

    /// An answer to a question that another has taken the place of is late, and dropped.
    private void settle(String key, Asked question, Optional<PlanAnswer> answer, Optional<Fault> fault) {
        answer.ifPresent(found -> badges.planned(key, found));
        if (question.equals(asked.get(key))) {
            asked.put(key, new Asked(answer, fault, false, System.nanoTime()));
            changed.run();
        }
    }
}
