package dev.perfdeck.core.monitor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one clock: beats on whole seconds of the wall's clock, on a virtual thread. A late beat is skipped and counted,
/// never made up for; after a suspend or a jump of the wall's clock the next beat is simply the next second.
///
/// Safe on any thread. Beats run on the sampler's thread, must not block, and may throw: it is logged and counted.
final class Sampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
    private static final long SECOND_MILLIS = 1_000;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final String name;
    private final TickClock clock;
    private final List<Consumer<Tick>> beats = new CopyOnWriteArrayList<>();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private volatile boolean running;
    private volatile Thread thread;

    Sampler(String name, TickClock clock) {
        this.name = name;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("sampler " + name).unstarted(this::run);
    }

    void onBeat(Consumer<Tick> beat) {
        beats.add(beat);
    }

    void start() {
        running = true;
        thread.start();
    }

    long missed() {
        return missed.get();
    }

    long errors() {
        return errors.get();
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
    }

    private void run() {
        var last = new Tick(Long.MIN_VALUE, 0, -1);
        while (running) {
            try {
                var target = Math.floorDiv(clock.now().toEpochMilli(), SECOND_MILLIS) + 1;
                clock.sleep(Duration.ofMillis(
                        Math.max(1, target * SECOND_MILLIS - clock.now().toEpochMilli())));
                last = next(last, target);
            } catch (InterruptedException e) {
                LOG.debug("sampler {} ends", name);
                return;
            }
        }
    }

    private Tick next(Tick last, long target) {
        var second = Math.floorDiv(clock.now().toEpochMilli() + SECOND_MILLIS / 10, SECOND_MILLIS);
        // A timer may fire a little early or the wall step back a little: the same second is not beaten twice.
        if ((second < target && second >= target - 1) || second == last.second()) {
            return last;
        }
        var tick = new Tick(second, clock.nanos(), last.number() + 1);
        if (last.number() >= 0) {
            missed.addAndGet(Math.max(0, Math.round((double) (tick.nanos() - last.nanos()) / SECOND_NANOS) - 1));
        }
        beats.forEach(beat -> beat(beat, tick));
        return tick;
    }

    private void beat(Consumer<Tick> beat, Tick tick) {
        try {
            beat.accept(tick);
        } catch (Throwable e) {
            errors.incrementAndGet();
            LOG.error("a beat of sampler {} broke", name, e);
        }
    }
}
