package dev.perfdeck.ui.indexes;

import java.time.Duration;

/// When a run is verified once more: the longer ago it ended, the more is known of the latency after it, until its
/// windows are as long as they get. Screen executor only.
final class Recheck {
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration LAST = Duration.ofSeconds(640);

    private long ended;
    private long due;
    private boolean over = true;

    /// A run has ended well.
    void ended(long nanos) {
        ended = nanos;
        due = nanos + FIRST.toNanos();
        over = false;
    }

    void forget() {
        over = true;
    }

    /// True at each moment only once.
    boolean due(long nanos) {
        if (over || nanos - due < 0) {
            return false;
        }
        due = nanos + (nanos - ended);
        over = nanos - ended >= LAST.toNanos();
        return true;
    }
}
