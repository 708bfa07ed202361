package dev.perfdeck.app;

import dev.perfdeck.core.activity.ActivityHistory;
import dev.perfdeck.core.activity.ActivityLine;
import dev.perfdeck.core.activity.Census;
import dev.perfdeck.core.activity.SessionControl;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.ActiveSessions;
import dev.perfdeck.model.ActivityPicture;
import dev.perfdeck.model.BackendSignal;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.PgSession;
import dev.perfdeck.model.SignalOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the sessions of one database over one session of its own: a head count every second, the whole picture only
/// while somebody asks for it. Both slow down with the server. Safe on any thread.
final class ActivityWatch implements ActivityRoom, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ActivityWatch.class);
    private static final long INTEREST_NANOS = Duration.ofSeconds(5).toNanos();

    private final ActivityLine line;
    private final SessionControl control;
    private final Consumer<Event> marks;
    private final ActivityHistory history = new ActivityHistory();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final Pace heads = new Pace();
    private final Pace pictures = new Pace();
    private volatile Optional<ActivityPicture> picture = Optional.empty();
    private volatile Optional<Fault> trouble = Optional.empty();
    private volatile long askedNanos = System.nanoTime() - 2 * INTEREST_NANOS;
    private volatile boolean closed;

    ActivityWatch(PgTarget target, Consumer<Event> marks) {
        this.line = new ActivityLine(target);
        this.control = new SessionControl(target);
        this.marks = marks;
    }

    /// Called on the sampler's thread, each second; returns at once.
    ///
    /// @param letIn whether the server lets the sampler in: one line tries a password, others wait for its verdict
    void tick(boolean letIn) {
        var second = Instant.now().getEpochSecond();
        history.begin(second);
        if (!wanted()) {
            picture = Optional.empty();
        }
        if (letIn && !closed && reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("read activity").start(() -> {
                try {
                    read(second);
                } finally {
                    reading.set(false);
                }
            });
        }
    }

    private boolean wanted() {
        return System.nanoTime() - askedNanos < INTEREST_NANOS;
    }

    /// Only the one thread that has `reading` comes here, so the paces need no lock.
    private void read(long second) {
        var start = System.nanoTime();
        if (!heads.due(start)) {
            return;
        }
        try {
            var census = line.census();
            history.file(second, census.groups());
            var counted = System.nanoTime();
            heads.read(counted, counted - start);
            if (wanted() && pictures.due(counted)) {
                take(census, counted);
            }
            trouble = Optional.empty();
        } catch (FaultException e) {
            heads.failed(System.nanoTime(), e.fault());
            trouble = Optional.of(e.fault());
            log.debug("activity cannot be read: {}", e.getMessage());
        }
    }

    private void take(Census census, long start) {
        picture = Optional.of(line.picture(census));
        var end = System.nanoTime();
        pictures.read(end, end - start);
    }

    @Override
    public Optional<ActivityPicture> picture() {
        askedNanos = System.nanoTime();
        return picture;
    }

    @Override
    public ActiveSessions active(Duration span) {
        return history.window(span);
    }

    @Override
    public Optional<Fault> trouble() {
        return trouble;
    }

    @Override
    public BackendSignal prepare(PgSession session, BackendSignal.Kind kind) {
        return SessionControl.prepare(session, kind);
    }

    @Override
    public Job<SignalOutcome, String> send(BackendSignal signal) {
        return Job.start("signal a session", (_, _) -> {
            var outcome = control.run(signal);
            if (outcome instanceof SignalOutcome.Sent) {
                var verb = signal.kind() == BackendSignal.Kind.CANCEL ? "cancelled" : "terminated";
                var who = signal.session().pid() + " of " + signal.session().user();
                marks.accept(
                        new Event(Instant.now(), Event.Kind.INFO, verb, "session " + who + " " + verb + " by you"));
            }
            return outcome;
        });
    }

    @Override
    public void close() {
        closed = true;
        line.close();
    }
}
