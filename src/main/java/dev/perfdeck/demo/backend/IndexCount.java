package dev.perfdeck.demo.backend;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many performance indexes are valid, as last counted. Asking never waits for the database: a service whose pool
/// is exhausted must still be able to say how it is.
final class IndexCount {
    private static final Logger log = LoggerFactory.getLogger(IndexCount.class);
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Queries queries;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile int valid = -1;
    private volatile long countedAt = System.nanoTime() - STALE_NANOS;

    IndexCount(Queries queries) {
        this.queries = queries;
    }

    /// -1 while it was never counted.
    int valid() {
        if (System.nanoTime() - countedAt >= STALE_NANOS && counting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("count indexes").start(this::count);
        }
        return valid;
    }

    private void count() {
        try {
            valid = queries.list("performance_indexes", row -> row.getInt(1)).getFirst();
            countedAt = System.nanoTime();
        } catch (Exception e) {
            log.debug("indexes were not counted: {}", e.toString());
        } finally {
            counting.set(false);
        }
    }
}
