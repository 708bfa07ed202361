package dev.perfdeck.core.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The calls of one query, in nanoseconds at two significant digits. Recording takes no lock and loses nothing;
/// readers take turns. Safe on any thread.
///
/// The histogram only ever grows. What happened within a span is the difference of two copies of it, taken when the
/// span begins and when it ends, so that writers never have to change over to another.
public final class Meter {
    private final AtomicHistogram times = new AtomicHistogram(Intervals.LONGEST, Intervals.DIGITS);
    private final LongAdder errors = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final Intervals intervals;
    private volatile long slot;
    private volatile @Nullable Instant lastSlow;

    Meter(long nanoTime) {
        slot = Intervals.slot(nanoTime);
        intervals = new Intervals(slot);
    }

    /// @param nanoTime when the call ended, by [System#nanoTime()]
    void record(long nanos, boolean good, boolean isSlow, long nanoTime, Clock clock) {
        if (Intervals.slot(nanoTime) != slot) {
            roll(Intervals.slot(nanoTime));
        }
        times.recordValue(Math.clamp(nanos, 0, Intervals.LONGEST));
        if (!good) {
            errors.increment();
        }
        if (isSlow) {
            slow.increment();
            lastSlow = clock.instant();
        }
    }

    /// Adds rows that a call gave, as they are read.
    public void addRows(long count) {
        if (count > 0) {
            rows.add(count);
        }
    }

    /// Since the last reset.
    synchronized QueryProfile total(String name) {
        return profile(name, now(), Intervals.KEPT);
    }

    /// Over the slots that `window` reaches into, the one that is not over yet included.
    synchronized QueryProfile over(String name, Duration window, long nanoTime) {
        close(Intervals.slot(nanoTime));
        var recent = intervals.since(nanoTime - window.toNanos(), now());
        return profile(name, recent, window);
    }

    private QueryProfile profile(String name, Totals it, Duration window) {
        var millis = it.times();
        boolean none = millis.getTotalCount() == 0;
        return new QueryProfile(
                name,
                window,
                millis.getTotalCount(),
                it.errors(),
                it.rows(),
                none ? Double.NaN : mean(millis) / 1e6,
                millisAt(millis, 50),
                millisAt(millis, 95),
                millisAt(millis, 99),
                none ? Double.NaN : millis.getMaxValue() / 1e6,
                it.slow(),
                Optional.ofNullable(lastSlow));
    }

    /// As the histogram's own, without its iterator, which costs more than all the rest of a reading.
    private static double mean(Histogram times) {
        double sum = 0;
        long end = times.getMaxValue();
        for (long value = times.getMinNonZeroValue(); value <= end; value = times.nextNonEquivalentValue(value)) {
            sum += times.getCountAtValue(value) * (double) times.medianEquivalentValue(value);
        }
        return sum / times.getTotalCount();
    }

    private static double millisAt(Histogram times, double percentile) {
        return times.getTotalCount() == 0 ? Double.NaN : times.getValueAtPercentile(percentile) / 1e6;
    }

    private synchronized void roll(long next) {
        close(next);
    }

    /// What was recorded so far belongs to the slots that are over.
    private void close(long next) {
        if (next > slot) {
            intervals.close(slot, now());
            slot = next;
        }
    }

    private Totals now() {
        return new Totals(Intervals.copy(times), errors.sum(), slow.sum(), rows.sum());
    }

    /// All that was ever recorded, at one moment.
    record Totals(Histogram times, long errors, long slow, long rows) {}
}
