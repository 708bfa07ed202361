package dev.perfdeck.core.query;

import dev.perfdeck.model.QueryFigures;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/// The times of one named query, in microseconds at two significant digits. Writers never block; readers take turns.
final class QueryTimes {
    private static final long LONGEST = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 2;

    private final Recorder recorder = new Recorder(LONGEST, DIGITS);
    private final Histogram total = new Histogram(LONGEST, DIGITS);
    private @Nullable Histogram spare;
    private final LongAdder errors = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private volatile @Nullable Instant lastSlow;

    void record(long micros, boolean good, boolean isSlow, Clock clock) {
        recorder.recordValue(Math.clamp(micros, 0, LONGEST));
        if (!good) {
            errors.increment();
        }
        if (isSlow) {
            slow.increment();
            lastSlow = clock.instant();
        }
    }

    synchronized QueryFigures.Named figures(String name) {
        var recent = recorder.getIntervalHistogram(spare);
        total.add(recent);
        spare = recent;
        boolean none = total.getTotalCount() == 0;
        return new QueryFigures.Named(
                name,
                total.getTotalCount(),
                errors.sum(),
                none ? Double.NaN : total.getMean() / 1000,
                millisAt(50),
                millisAt(95),
                millisAt(99),
                none ? Double.NaN : total.getMaxValue() / 1000.0,
                slow.sum(),
                Optional.ofNullable(lastSlow));
    }

    private double millisAt(double percentile) {
        return total.getTotalCount() == 0 ? Double.NaN : total.getValueAtPercentile(percentile) / 1000.0;
    }
}
