package dev.perfdeck.demo.load;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/// What latency the demo's users really get: every request of the load, timed at the client from the call to the last
/// byte. Recording never waits; one reader at a time drains it.
public final class TrafficFeed {
    /// Since the drain before.
    ///
    /// @param micros      latencies of the requests that were answered, in microseconds; valid until the next drain
    /// @param errors      of `requests`: no answer, or an answer of 500 and over
    /// @param endpointsUp kinds of request whose last answer was good
    /// @param endpoints   kinds of request made so far
    public record Drained(Histogram micros, long requests, long errors, int endpointsUp, int endpoints) {}

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);

    private final Recorder recorder = new Recorder(LONGEST, 2);
    private final LongAdder errors = new LongAdder();
    private final Set<Call> seen = EnumSet.noneOf(Call.class);
    private final Set<Call> down = EnumSet.noneOf(Call.class);
    private @Nullable Histogram spare;

    void answered(Call call, long nanos) {
        recorder.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST));
        mark(call, true);
    }

    void failed(Call call) {
        errors.increment();
        mark(call, false);
    }

    public synchronized Drained drain() {
        var micros = recorder.getIntervalHistogram(spare);
        spare = micros;
        long failures = errors.sumThenReset();
        return new Drained(micros, micros.getTotalCount() + failures, failures, seen.size() - down.size(), seen.size());
    }

    private synchronized void mark(Call call, boolean good) {
        seen.add(call);
        if (good) {
            down.remove(call);
        } else {
            down.add(call);
        }
    }
}
