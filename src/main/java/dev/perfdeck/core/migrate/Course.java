package dev.perfdeck.core.migrate;

import dev.perfdeck.model.BuildProgress;
import dev.perfdeck.model.migration.Blocker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run under way: who hears of its progress, who may stop it, and how far it is. Used by the thread of the run only.
public final class Course implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Course.class);

    private final Told listener;
    private final BooleanSupplier cancelled;
    private final int of;
    private int done;
    private boolean interrupted;

    /// Hears of progress, on the thread of the run.
    @FunctionalInterface
    public interface Told {
        void of(
                String step,
                int done,
                int of,
                String phase,
                double percent,
                Optional<String> waits,
                Optional<Blocker> blocker);
    }

    Course(Consumer<BuildProgress> listener, BooleanSupplier cancelled, int of) {
        this(
                (step, done, all, phase, percent, waits, _) ->
                        listener.accept(new BuildProgress(step, done, all, phase, percent, waits)),
                cancelled,
                of);
    }

    public Course(Told listener, BooleanSupplier cancelled, int of) {
        this.listener = listener;
        this.cancelled = cancelled;
        this.of = of;
    }

    public boolean cancelled() {
        return interrupted || cancelled.getAsBoolean();
    }

    /// Lets a moment pass. An interrupt of the thread counts as a cancel, so that cleaning up can still wait.
    public void pause(Duration moment) {
        try {
            Thread.sleep(moment);
        } catch (InterruptedException e) {
            interrupted();
        }
    }

    void interrupted() {
        interrupted = true;
    }

    /// Gives the thread its interrupt back, at the end of the run.
    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public void finishedOne() {
        done++;
    }

    public void report(
            String index, String phase, double percent, Optional<String> waitsFor, Optional<Blocker> blocker) {
        try {
            listener.of(index, done, of, phase, percent, waitsFor, blocker);
        } catch (RuntimeException e) {
            log.warn("a listener of index builds failed", e); // a screen that fails must not orphan a build
        }
    }

    public void report(String index, String phase) {
        report(index, phase, Double.NaN, Optional.empty(), Optional.empty());
    }

    /// The same run, for cleaning up: it is seen, but no longer stopped.
    @SuppressWarnings("resource") // the run closes the course that it made
    public Course toItsEnd() {
        var last = new Course(listener, () -> false, of);
        last.done = done;
        return last;
    }
}
