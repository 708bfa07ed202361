package dev.perfdeck.core.query.guard;

import dev.perfdeck.model.QueryFigures.NPlusOne;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was found in all units, summed by statement and line of the program; each is logged when it is new. Safe on
/// any thread.
final class Findings {
    private static final Logger log = LoggerFactory.getLogger(NPlusOneGuard.class);
    private static final int MOST = 200;

    private record Where(NPlusOne.Kind kind, String statement, String callSite) {}

    private final Map<Where, NPlusOne> found = new HashMap<>();

    void add(List<NPlusOne> ofAUnit) {
        for (var one : ofAUnit) {
            if (isNew(one)) {
                log.warn(
                        "N+1 at {}: {} times in one unit of work: {}; instead: {}",
                        one.callSite(),
                        one.count(),
                        one.statement(),
                        one.replacement());
            }
        }
    }

    private synchronized boolean isNew(NPlusOne one) {
        var where = new Where(one.kind(), one.statement(), one.callSite());
        if (found.size() >= MOST && !found.containsKey(where)) {
            return false;
        }
        var before = found.get(where);
        found.put(where, before == null ? one : sum(before, one));
        return before == null;
    }

    private static NPlusOne sum(NPlusOne before, NPlusOne more) {
        return new NPlusOne(
                more.kind(),
                more.statement(),
                more.callSite(),
                before.count() + more.count(),
                before.units() + more.units(),
                before.totalMillis() + more.totalMillis(),
                more.replacement(),
                more.lastSeenAt());
    }

    synchronized List<NPlusOne> all() {
        return found.values().stream()
                .sorted(Comparator.comparingDouble(NPlusOne::totalMillis).reversed())
                .toList();
    }

    synchronized void clear() {
        found.clear();
    }
}
