package dev.perfdeck.app;

import dev.perfdeck.core.migrate.IndexBuild;
import dev.perfdeck.core.migrate.IndexScript;
import dev.perfdeck.core.migrate.PerformanceIndexes;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.core.migrate.run.IndexJournal;
import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.BuildProgress;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.IndexRun;
import dev.perfdeck.model.PerformanceIndex;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The performance indexes of one database: how they stand, looked up every few seconds on one read-only session, and
/// the errands that build and drop them, one at a time. Safe on any thread; only an errand waits for the server.
final class IndexWork implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IndexWork.class);
    private static final int LOOK_EVERY_TICKS = 5;

    private final PgTarget target;
    private final Journal journal;
    private final Consumer<Event> marks;
    private final AtomicReference<@Nullable Job<IndexRun, BuildProgress>> job = new AtomicReference<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable Connection connection;
    private volatile List<PerformanceIndex> states = PerformanceIndexes.wanted();
    private volatile boolean looked;
    private volatile boolean closed;
    private int ticks;

    IndexWork(PgTarget target, Journal journal, Consumer<Event> marks) {
        this.target = target;
        this.journal = journal;
        this.marks = marks;
    }

    List<PerformanceIndex> states() {
        return states;
    }

    int wanted() {
        return states.size();
    }

    /// How many are valid; -1 when the catalog could not be read.
    int valid() {
        var now = states;
        var unknown = now.stream().allMatch(i -> i.state() == PerformanceIndex.State.UNKNOWN);
        return unknown
                ? -1
                : (int) now.stream()
                        .filter(i -> i.state() == PerformanceIndex.State.VALID)
                        .count();
    }

    /// Whether the catalog has been asked at least once.
    boolean looked() {
        return looked;
    }

    Optional<Job<IndexRun, BuildProgress>> job() {
        return Optional.ofNullable(job.get());
    }

    /// Called on the sampler's thread: starts a look every few ticks, at every tick while an errand runs.
    void tick() {
        if (ticks++ % LOOK_EVERY_TICKS == 0 || job.get() != null) {
            lookSoon();
        }
    }

    private void lookSoon() {
        if (!closed && looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("look at indexes").start(() -> {
                try {
                    look();
                } finally {
                    looking.set(false);
                    looked = true;
                }
            });
        }
    }

    private synchronized void look() {
        try {
            var open = connection;
            if (open == null) {
                open = target.open(PgRole.READ);
                connection = open;
            }
            states = PerformanceIndexes.state(open);
        } catch (FaultException e) {
            drop();
            states = PerformanceIndexes.wanted();
            log.debug("indexes cannot be looked up: {}", e.getMessage());
        }
        if (closed) {
            drop();
        }
    }

    private void drop() {
        var open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                log.debug("could not close: {}", e.toString());
            }
        }
    }

    synchronized Job<IndexRun, BuildProgress> apply() {
        var under = job.get();
        return under != null
                ? under
                : start("apply indexes", (build, progress, stop) -> build.apply(progress, stop), IndexMarks.APPLY);
    }

    synchronized Job<IndexRun, BuildProgress> undo() {
        var under = job.get();
        return under != null
                ? under
                : start("undo indexes", (build, progress, stop) -> build.undo(progress, stop), IndexMarks.UNDO);
    }

    @FunctionalInterface
    private interface Way {
        IndexRun go(IndexBuild build, Consumer<BuildProgress> progress, BooleanSupplier stop);
    }

    private Job<IndexRun, BuildProgress> start(String name, Way way, IndexMarks words) {
        marks.accept(words.started(Instant.now()));
        Job<IndexRun, BuildProgress> started = Job.start(name, (progress, stop) -> {
            try (var journaled = journal.begin(words.journalled())) {
                var written = new IndexJournal(journaled, IndexScript.ALL, words == IndexMarks.UNDO, step -> "");
                var run = way.go(
                        new IndexBuild(() -> target.open(PgRole.DDL)),
                        at -> {
                            written.heard(at.index());
                            progress.accept(at);
                        },
                        stop);
                written.ended(run);
                look();
                marks.accept(words.ended(Instant.now(), run));
                return run;
            }
        });
        job.set(started);
        started.result().whenComplete((run, failure) -> job.set(null));
        return started;
    }

    /// Cancels an errand under way and waits for it, so that no half-built index is left behind.
    @Override
    public void close() {
        closed = true;
        var under = job.get();
        if (under != null) {
            under.cancel();
            under.awaitEnd(Duration.ofSeconds(20));
        }
        synchronized (this) {
            drop();
        }
    }
}
