package dev.perfdeck.core.monitor;

import dev.perfdeck.model.Fault;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// When to ask a source again that failed: at the next tick after the first failure, then after 1, 2, 4 … 15 s, each
/// with jitter. A refusal waits for a minute: asking again with the same password only locks the account.
///
/// Times are monotonic nanoseconds. Not safe for several threads.
final class Backoff {
    static final Duration LONGEST = Duration.ofSeconds(15);
    static final Duration REFUSED = Duration.ofSeconds(60);

    private final RandomGenerator random;
    private int failures;
    private long dueNanos;
    private boolean waiting;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    boolean due(long nanos) {
        return !waiting || nanos - dueNanos >= 0;
    }

    void succeeded() {
        failures = 0;
        waiting = false;
    }

    void failed(Fault fault, long nanos) {
        var refused = fault instanceof Fault.Denied || fault instanceof Fault.PasswordWanted;
        var wait = refused ? REFUSED.toNanos() : delayNanos();
        failures++;
        waiting = true;
        dueNanos = nanos + wait;
    }

    private long delayNanos() {
        if (failures == 0) {
            return 0;
        }
        var full = Math.min(LONGEST.toNanos(), Duration.ofSeconds(1).toNanos() << Math.min(failures - 1, 10));
        return (long) (full * random.nextDouble(0.5, 1.0));
    }
}
