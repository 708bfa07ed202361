package dev.perfdeck.core.monitor;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.SourceHealth.Lamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One probe under supervision: single flight, a deadline, back-off, a lamp. Whatever a probe throws, the line lives
/// on.
///
/// [#tick] belongs to the sampler's thread; polls run on virtual threads; the rest is safe on any thread.
final class Line implements AutoCloseable {
    /// Longest poll; past it the connection is cut.
    static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private final Probe probe;
    private final TickClock clock;
    private final Backoff backoff;
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private volatile SourceHealth health;
    private boolean busy;
    private boolean overdue;
    private long busySince;
    private boolean closed;

    Line(Probe probe, TickClock clock, RandomGenerator random) {
        this.probe = probe;
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.health = SourceHealth.connecting(probe.source());
    }

    Source source() {
        return probe.source();
    }

    SourceHealth health() {
        return health;
    }

    /// Ticks at which the source was still busy with an earlier poll.
    long skipped() {
        return skipped.get();
    }

    /// Errors that a probe threw and that are not faults of its source.
    long errors() {
        return errors.get();
    }

    /// Forgets the back-off: the next tick asks.
    synchronized void reconnect() {
        backoff.succeeded();
    }

    void tick(Tick tick) {
        if (begin(tick)) {
            Thread.ofVirtual().name("poll " + probe.source().title()).start(() -> poll(tick));
        }
    }

    private synchronized boolean begin(Tick tick) {
        if (busy) {
            skipped.incrementAndGet();
            cutIfOverdue(tick);
            return false;
        }
        if (closed || !backoff.due(tick.nanos())) {
            return false;
        }
        busy = true;
        overdue = false;
        busySince = tick.nanos();
        return true;
    }

    private void cutIfOverdue(Tick tick) {
        if (tick.nanos() - busySince >= DEADLINE.toNanos()) {
            overdue = true;
            down(new Fault.TimedOut(probe.source(), "a poll", DEADLINE));
            probe.cut();
        }
    }

    private void poll(Tick tick) {
        try {
            succeeded(probe.poll(tick));
        } catch (FaultException e) {
            failed(e.fault());
        } catch (Throwable e) {
            errors.incrementAndGet();
            LOG.error("the poll of {} broke", probe.source().title(), e);
            failed(new Fault.Internal("Reading " + probe.source().title() + " broke: " + e, "See the log."));
        }
    }

    private synchronized void succeeded(Probe.Answer answer) {
        busy = false;
        if (closed || answer.version().isEmpty()) {
            return;
        }
        if (health.lamp() == Lamp.DOWN) {
            LOG.info("{} answers again", probe.source().title());
        }
        backoff.succeeded();
        health = new SourceHealth(
                probe.source(),
                answer.limitation().isPresent() ? Lamp.LIMITED : Lamp.UP,
                answer.version(),
                answer.roundTripMillis(),
                answer.costMillisPerSecond(),
                Optional.of(clock.now()),
                answer.limitation());
    }

    private synchronized void failed(Fault fault) {
        busy = false;
        if (!closed) {
            if (probe.backsOff()) {
                backoff.failed(fault, clock.nanos());
            }
            // A cut connection fails with "closed"; that it took too long is the truer word.
            if (!overdue) {
                down(fault);
            }
        }
    }

    private void down(Fault fault) {
        if (health.lamp() != Lamp.DOWN) {
            LOG.warn("{} {}", fault.summary(), fault.remedy());
        }
        Optional<Instant> lastGood = health.lastGood();
        health = new SourceHealth(
                probe.source(), Lamp.DOWN, health.version(), Double.NaN, Double.NaN, lastGood, Optional.of(fault));
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        probe.cut();
        probe.close();
    }
}
