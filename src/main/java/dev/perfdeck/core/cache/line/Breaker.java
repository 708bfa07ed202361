package dev.perfdeck.core.cache.line;

import java.util.concurrent.atomic.AtomicInteger;

/// Opens after several failures in a row, so that nobody waits for a server that does not answer. Only a probe closes
/// it again, never a caller's own call. Safe on any thread.
final class Breaker {
    private final int threshold;
    private final Runnable opened;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean open;

    Breaker(int threshold, Runnable opened) {
        this.threshold = threshold;
        this.opened = opened;
    }

    boolean isOpen() {
        return open;
    }

    void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    void failed() {
        if (failures.incrementAndGet() >= threshold && !open) {
            open = true;
            opened.run();
        }
    }

    void close() {
        failures.set(0);
        open = false;
    }
}
