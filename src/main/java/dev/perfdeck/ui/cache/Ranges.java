package dev.perfdeck.ui.cache;

import dev.perfdeck.model.ServerLatency;
import java.util.Locale;

/// Ranges of microseconds as text with no more digits than the server's buckets hold. Pure.
final class Ranges {
    private static final long MILLI = 1000;
    private static final double COARSE = 9.95;

    private Ranges() {}

    /// `1–2 µs`, `0.5–1.0 ms`, `16–33 ms`; `> 0.5 s` where the server tells no upper bound.
    static String of(long lowMicros, long highMicros) {
        if (highMicros == ServerLatency.UNBOUNDED) {
            return "> " + millis(lowMicros) + " ms";
        }
        return highMicros < MILLI
                ? lowMicros + "–" + highMicros + " µs"
                : millis(lowMicros) + "–" + millis(highMicros) + " ms";
    }

    private static String millis(long micros) {
        var value = (double) micros / MILLI;
        return String.format(Locale.ROOT, value < COARSE ? "%.1f" : "%,.0f", value);
    }
}
