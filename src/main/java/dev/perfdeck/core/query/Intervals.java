package dev.perfdeck.core.query;

import dev.perfdeck.core.query.Meter.Totals;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/// What a meter read when each slot of ten seconds ended, an hour back; slots over five minutes old are thinned out
/// to one a minute. Histograms are kept packed: a few hundred bytes each. Not safe: its meter takes turns.
final class Intervals {
    static final long LONGEST = TimeUnit.HOURS.toNanos(1);
    static final int DIGITS = 2;
    static final Duration KEPT = Duration.ofHours(1);

    private static final long SLOT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long FINE_SLOTS = 30;
    private static final long SLOTS_A_MINUTE = 6;
    private static final long SLOTS = 360;

    /// What had been recorded when the slot before `slot` was over.
    private record Reading(long slot, byte[] times, long count, long errors, long slow, long rows) {}

    private final Deque<Reading> readings = new ArrayDeque<>();

    Intervals(long firstSlot) {
        readings.add(new Reading(firstSlot, packed(empty()), 0, 0, 0, 0));
    }

    static long slot(long nanoTime) {
        return Math.floorDiv(nanoTime, SLOT_NANOS);
    }

    /// All that `totals` holds was recorded in `slot` or before.
    void close(long slot, Totals totals) {
        readings.addLast(new Reading(
                slot + 1,
                packed(totals.times()),
                totals.times().getTotalCount(),
                totals.errors(),
                totals.slow(),
                totals.rows()));
        thinOut(slot);
    }

    /// What has been recorded since the slot that the moment lies in began, as far back as is kept.
    Totals since(long nanoTime, Totals now) {
        long from = slot(nanoTime);
        var base = readings.getFirst();
        for (var reading : readings) {
            if (reading.slot() > from) {
                break;
            }
            base = reading;
        }
        return new Totals(
                base.count() > 0 ? difference(now.times(), unpacked(base.times())) : now.times(),
                now.errors() - base.errors(),
                now.slow() - base.slow(),
                now.rows() - base.rows());
    }

    /// The oldest reading stays: what is older than an hour is subtracted by it.
    private void thinOut(long now) {
        while (readings.size() > 1 && second().slot() < now - SLOTS) {
            readings.removeFirst();
        }
        long oldest = readings.getFirst().slot();
        readings.removeIf(reading -> reading.slot() > oldest
                && reading.slot() < now - FINE_SLOTS
                && Math.floorMod(reading.slot(), SLOTS_A_MINUTE) != 0
                && hasLaterInItsMinute(reading));
    }

    private Reading second() {
        var all = readings.iterator();
        all.next();
        return all.next();
    }

    private boolean hasLaterInItsMinute(Reading reading) {
        return readings.stream()
                .anyMatch(other -> other.slot() > reading.slot()
                        && Math.floorDiv(other.slot(), SLOTS_A_MINUTE)
                                == Math.floorDiv(reading.slot(), SLOTS_A_MINUTE));
    }

    private static Histogram empty() {
        return new Histogram(LONGEST, DIGITS);
    }

    /// A copy that agrees with itself while others record: the sum of its counts is its total. A copy of the whole
    /// array is quick and nearly always such a one; else it is made value by value.
    static Histogram copy(AtomicHistogram times) {
        for (int attempt = 0; attempt < 3; attempt++) {
            var copy = empty();
            copy.add(times);
            if (copy.getCountBetweenValues(0, LONGEST) == copy.getTotalCount()) {
                return copy;
            }
        }
        return byValue(times);
    }

    private static Histogram byValue(AtomicHistogram times) {
        var copy = empty();
        long end = times.getMaxValue();
        for (long value = 0; value <= end; value = times.nextNonEquivalentValue(value)) {
            long count = times.getCountAtValue(value);
            if (count > 0) {
                copy.recordValueWithCount(value, count);
            }
        }
        return copy;
    }

    private static Histogram difference(Histogram now, Histogram before) {
        now.subtract(before);
        return now;
    }

    private static byte[] packed(Histogram times) {
        var buffer = ByteBuffer.allocate(times.getNeededByteBufferCapacity());
        int length = times.encodeIntoByteBuffer(buffer);
        var bytes = new byte[length];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static Histogram unpacked(byte[] bytes) {
        return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), LONGEST);
    }
}
