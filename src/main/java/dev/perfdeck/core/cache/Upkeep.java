package dev.perfdeck.core.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads of a service: one tends the line, one counts. Closing waits for both, and first, for a moment, for what
/// was sent and not yet answered.
final class Upkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration SAMPLE = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LAST_ANSWERS = Duration.ofMillis(500);

    private final Engine engine;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads;

    Upkeep(Engine engine, CacheOptions options, boolean nearby) {
        this.engine = engine;
        var tending = options.line().probeEvery();
        var kept = new ArrayList<>(List.of(
                thread("cache line", tending, () -> tend(nearby)),
                thread(
                        "cache counters",
                        options.flushEvery(),
                        () -> engine.shared().flush()),
                thread("cache windows", SAMPLE, () -> engine.windows().sample())));
        if (nearby) {
            kept.add(thread("cache clock", TICK, engine::tick));
        }
        threads = List.copyOf(kept);
    }

    /// Tries to connect before it returns.
    void start() {
        engine.tend();
        engine.teach();
        threads.forEach(Thread::start);
    }

    private void tend(boolean nearby) {
        engine.tend();
        if (nearby) {
            engine.feel();
        }
    }

    private Thread thread(String name, Duration interval, Runnable task) {
        return Thread.ofVirtual().name(name).unstarted(() -> repeat(interval, task));
    }

    private void repeat(Duration interval, Runnable task) {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                run(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            // The next turn may be better; without this thread the cache would never heal.
            log.warn("the cache's upkeep stumbled", e);
        }
    }

    @Override
    public void close() {
        try {
            for (long end = System.nanoTime() + LAST_ANSWERS.toNanos();
                    !engine.quiet() && System.nanoTime() - end < 0; ) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            closed.countDown();
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            closed.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
