package dev.perfdeck.ui.query;

import dev.perfdeck.app.StatementRoom;
import dev.perfdeck.model.QueryFigures.NPlusOne;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanAnswer.Planned;
import dev.perfdeck.model.plan.PlanJudge;
import dev.perfdeck.model.plan.PlanMark;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is known to be wrong with a statement beyond its figures: the application asks it one by one, or its plan reads
/// a whole large table. What nobody has looked at is not known, and not marked. Screen executor only.
final class Badges {
    private static final int KEPT = 2_000;

    private final StatementRoom room;
    private final Map<String, String> shapes = new HashMap<>();
    private final Set<String> scanning = new HashSet<>();
    private Set<String> oneByOne = Set.of();
    private int changes;

    Badges(StatementRoom room) {
        this.room = room;
    }

    /// What the application asks one by one by now.
    void found(List<NPlusOne> findings) {
        var now = findings.stream()
                .filter(each -> each.kind() == NPlusOne.Kind.QUERY)
                .map(NPlusOne::statement)
                .collect(Collectors.toSet());
        changes += now.equals(oneByOne) ? 0 : 1;
        oneByOne = now;
    }

    /// What came of the wish for a statement's plan.
    void planned(String key, PlanAnswer answer) {
        boolean marked = answer instanceof Planned planned && scans(planned) && scanning.size() < KEPT;
        boolean changed = marked ? scanning.add(key) : scanning.remove(key);
        changes += changed ? 1 : 0;
    }

    private static boolean scans(Planned planned) {
        var judge = PlanJudge.of(planned.plan());
        return planned.plan().nodes().anyMatch(node -> judge.marks(node).contains(PlanMark.FULL_SCAN));
    }

    boolean scans(StatementFigures statement) {
        return scanning.contains(statement.key());
    }

    boolean oneByOne(StatementFigures statement) {
        if (oneByOne.isEmpty() || statement.text().isEmpty()) {
            return false;
        }
        if (shapes.size() > KEPT) {
            shapes.clear();
        }
        return oneByOne.contains(shapes.computeIfAbsent(statement.text(), room::shape));
    }

    /// Grows whenever another statement is marked than before.
    int changes() {
        return changes;
    }
}
