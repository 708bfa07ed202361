package dev.perfdeck.core.query.guard;

import dev.perfdeck.core.query.call.CallSites;
import dev.perfdeck.core.query.call.SqlShape;
import dev.perfdeck.model.QueryFigures.NPlusOne;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one request, job or test has asked so far. It ends when it is closed; what threads that outlive it ask then
/// is not watched. Safe on any thread.
public final class UnitOfWork implements AutoCloseable {
    /// A unit that never ends must not fill the memory.
    private static final int MOST = 500;

    private final int values;
    private final CallSites callSites;
    private final Consumer<UnitOfWork> atEnd;
    private final ConcurrentMap<Asked, Repeats> asked = new ConcurrentHashMap<>();
    private volatile boolean closed;

    UnitOfWork(int values, CallSites callSites, Consumer<UnitOfWork> atEnd) {
        this.values = values;
        this.callSites = callSites;
        this.atEnd = atEnd;
    }

    void ran(SqlShape shape, long[] binds, long nanos) {
        var repeats = repeats(new Asked.Statement(shape.text(), shape.whole()));
        if (repeats != null) {
            var places = new long[shape.places().size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = shape.places().get(i).hash(binds);
            }
            repeats.add(places, nanos, callSites);
        }
    }

    void got(String keys, long key, long nanos) {
        var repeats = repeats(new Asked.Keys(keys));
        if (repeats != null) {
            repeats.add(new long[] {key}, nanos, callSites);
        }
    }

    private @Nullable Repeats repeats(Asked what) {
        if (closed || (asked.size() >= MOST && !asked.containsKey(what))) {
            return null;
        }
        return asked.computeIfAbsent(what, it -> new Repeats(it, values));
    }

    /// What was asked one by one, each with the figures of this unit.
    List<NPlusOne> found(Instant at) {
        return asked.values().stream()
                .filter(Repeats::tooMany)
                .map(repeats -> repeats.finding(at))
                .toList();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            atEnd.accept(this);
        }
    }
}
