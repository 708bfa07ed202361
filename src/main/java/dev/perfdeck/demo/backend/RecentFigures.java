package dev.perfdeck.demo.backend;

import dev.perfdeck.model.CacheFigures;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// Latency and cache use over the last five minutes, in slots of ten seconds. Recording never waits.
final class RecentFigures {
    private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);
    private static final int SLOTS = 30;
    private static final long SLOT_NANOS = TimeUnit.SECONDS.toNanos(10);

    /// One slot: its latencies, and the cache's counters when it began.
    private record Slot(long number, Histogram latencies, CacheFigures before) {}

    private final Recorder recorder = new Recorder(LONGEST, 2);
    private final Supplier<CacheFigures> cache;
    private final LongSupplier nanos;
    private final Deque<Slot> slots = new ArrayDeque<>();

    RecentFigures(Supplier<CacheFigures> cache, LongSupplier nanos) {
        this.cache = cache;
        this.nanos = nanos;
        roll();
    }

    void record(long latencyNanos) {
        recorder.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(latencyNanos), 0, LONGEST));
    }

    /// Closes slots that are over; call it every few seconds, so that a latency lands in its own slot.
    synchronized void roll() {
        long number = Math.floorDiv(nanos.getAsLong(), SLOT_NANOS);
        if (slots.isEmpty() || slots.getLast().number() != number) {
            collect();
            slots.addLast(new Slot(number, new Histogram(LONGEST, 2), cache.get()));
        }
        while (slots.getFirst().number() <= number - SLOTS) {
            slots.removeFirst();
        }
    }

    /// NaN with no request in five minutes.
    synchronized double p95Millis() {
        roll();
        collect();
        var all = new Histogram(LONGEST, 2);
        slots.forEach(slot -> all.add(slot.latencies()));
        return all.getTotalCount() == 0 ? Double.NaN : all.getValueAtPercentile(95) / 1000.0;
    }

    /// NaN with no use of the cache in five minutes.
    synchronized double hitRatePercent() {
        roll();
        var now = cache.get();
        var then = slots.getFirst().before();
        long hits = now.hits() - then.hits();
        long requests = now.requests() - then.requests();
        return requests <= 0 || hits < 0 ? Double.NaN : 100.0 * hits / requests;
    }

    /// The cache's counters start anew: what was before cannot be compared with.
    synchronized void cacheReset() {
        var rebased = slots.stream()
                .map(slot -> new Slot(slot.number(), slot.latencies(), CacheFigures.NONE))
                .toList();
        slots.clear();
        slots.addAll(rebased);
    }

    private void collect() {
        if (!slots.isEmpty()) {
            slots.getLast().latencies().add(recorder.getIntervalHistogram());
        }
    }
}
