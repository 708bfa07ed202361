package dev.perfdeck.support;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits for a condition, not for a time.
public final class Until {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Until() {}

    /// @throws AssertionError with `what` when it does not come true within 30 s
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, DEADLINE, condition);
    }

    /// @throws AssertionError with `what` when it does not come true in time
    public static void until(String what, Duration deadline, Callable<Boolean> condition) throws Exception {
        var start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > deadline.toNanos()) {
                throw new AssertionError("waited in vain for: " + what);
            }
            Thread.sleep(20);
        }
    }
}
