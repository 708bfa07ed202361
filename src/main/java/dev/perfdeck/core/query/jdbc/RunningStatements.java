package dev.perfdeck.core.query.jdbc;

import dev.perfdeck.core.query.QueryProfiler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Looks at all connections that are in use, several times within the threshold, and reports each statement once that
/// has been running for longer. One thread for all of them; a statement costs two writes.
final class RunningStatements implements AutoCloseable {
    private static final long LEAST_MILLIS = 10;
    private static final long MOST_MILLIS = 1_000;
    private static final int LOOKS = 5;

    private final Set<RunningSlot> slots = ConcurrentHashMap.newKeySet();
    private final QueryProfiler profiler;
    private final Thread watch;

    RunningStatements(QueryProfiler profiler) {
        this.profiler = profiler;
        this.watch = Thread.ofVirtual().name("slow statements").start(this::watch);
    }

    RunningSlot open() {
        var slot = new RunningSlot();
        slots.add(slot);
        return slot;
    }

    void close(RunningSlot slot) {
        slots.remove(slot);
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    private void watch() {
        try {
            long threshold = profiler.slowThreshold().toMillis();
            while (true) {
                Thread.sleep(Math.clamp(threshold / LOOKS, LEAST_MILLIS, MOST_MILLIS));
                look(profiler.slowThreshold().toNanos());
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void look(long threshold) {
        for (var slot : slots) {
            var overdue = slot.overdue(System.nanoTime(), threshold);
            if (overdue != null) {
                profiler.stillRunning(
                        overdue.shape(), overdue.nanos(), profiler.callSites().of(overdue.thread()));
            }
        }
    }
}
