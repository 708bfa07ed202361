package dev.perfdeck.core.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The latest slow calls; each is logged. Safe on any thread.
final class SlowCalls {
    private static final Logger log = LoggerFactory.getLogger(QueryProfiler.class);
    private static final int KEPT = 200;

    private final Deque<SlowCall> calls = new ArrayDeque<>();

    void add(SlowCall call) {
        log.warn(
                "{} query {}: {} ms{}{}",
                switch (call.outcome()) {
                    case GOOD -> "slow";
                    case FAILED -> "slow and failed";
                    case RUNNING -> "slow and still running";
                },
                call.name(),
                call.duration().toMillis(),
                call.callSite().isEmpty() ? "" : " at " + call.callSite(),
                call.sql().isEmpty() || call.sql().equals(call.name()) ? "" : ": " + call.sql());
        synchronized (this) {
            calls.addFirst(call);
            if (calls.size() > KEPT) {
                calls.removeLast();
            }
        }
    }

    synchronized List<SlowCall> latest() {
        return List.copyOf(calls);
    }

    synchronized void clear() {
        calls.clear();
    }
}
