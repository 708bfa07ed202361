package dev.perfdeck.app;

import dev.perfdeck.model.Fault;
import java.time.Duration;

/// When to read again: so late that reading takes at most a twentieth of the time, and later the oftener it fails.
///
/// Times are monotonic nanoseconds. Not safe for several threads at once.
final class Pace {
    static final Duration LONGEST = Duration.ofSeconds(30);
    static final Duration REFUSED = Duration.ofSeconds(60);

    private static final int SHARE = 20;

    private long dueNanos;
    private boolean resting;
    private int failures;

    boolean due(long nanos) {
        return !resting || nanos - dueNanos >= 0;
    }

    /// @param tookNanos how long the reading that ends now took
    void read(long nanos, long tookNanos) {
        failures = 0;
        rest(nanos, Math.min(LONGEST.toNanos(), (SHARE - 1) * tookNanos));
    }

    /// A refusal is not soon repeated: asking again with the same password only locks the account.
    void failed(long nanos, Fault fault) {
        var refused = fault instanceof Fault.Denied || fault instanceof Fault.PasswordWanted;
        var second = Duration.ofSeconds(1).toNanos();
        rest(nanos, refused ? REFUSED.toNanos() : Math.min(LONGEST.toNanos(), second << Math.min(failures, 10)));
        failures++;
    }

    private void rest(long nanos, long wait) {
        resting = true;
        dueNanos = nanos + wait;
    }
}
