package dev.perfdeck.core.cache;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// An invalidation by pattern that is yet to run; immutable but for [#cancel()]. Patterns are Redis globs: `*`, `?`,
/// `[a-z]`, and `\` before a character that is meant literally.
///
/// @param progress gets the figures so far after each step, on the thread that runs it
/// @param owing    whether the service makes good later what Redis does not do now
public record Invalidation(
        String pattern,
        boolean everything,
        boolean dryRun,
        long cap,
        int step,
        Duration pause,
        Consumer<Invalidated> progress,
        AtomicBoolean cancelled,
        boolean owing) {
    /// Holds others up for a third of a millisecond at a time, and is still quick, as measured on a million keys.
    private static final int STEP = 500;

    public static Invalidation of(String pattern) {
        return new Invalidation(
                pattern, false, false, Long.MAX_VALUE, STEP, Duration.ZERO, _ -> {}, new AtomicBoolean(), true);
    }

    /// The explicit word without which a pattern that is empty or matches all is refused.
    public Invalidation meaningEverything() {
        return new Invalidation(
                pattern.isEmpty() ? "*" : pattern, true, dryRun, cap, step, pause, progress, cancelled, owing);
    }

    /// Only count what would go.
    public Invalidation dry() {
        return new Invalidation(pattern, everything, true, cap, step, pause, progress, cancelled, owing);
    }

    /// Stop once so many keys are deleted.
    public Invalidation atMost(long keys) {
        return new Invalidation(pattern, everything, dryRun, keys, step, pause, progress, cancelled, owing);
    }

    /// Keys looked at in a step, 1 to 10,000, and the rest between two steps.
    public Invalidation paced(int keys, Duration between) {
        return new Invalidation(
                pattern, everything, dryRun, cap, Math.clamp(keys, 1, 10_000), between, progress, cancelled, owing);
    }

    public Invalidation telling(Consumer<Invalidated> listener) {
        return new Invalidation(pattern, everything, dryRun, cap, step, pause, listener, cancelled, owing);
    }

    /// When Redis goes away meanwhile, the rest stays: for a caller who sees that and says the same again.
    public Invalidation withoutDebt() {
        return new Invalidation(pattern, everything, dryRun, cap, step, pause, progress, cancelled, false);
    }

    /// Whether the pattern is the name of one key.
    boolean literal() {
        return pattern.chars().noneMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\');
    }

    /// Stops it after the step under way; from any thread.
    public void cancel() {
        cancelled.set(true);
    }

    /// Whether the pattern names nothing that could keep a key: it is empty, or there are only wildcards in it, of any
    /// length, and sets of what a character is not.
    public boolean takesAll() {
        var rest = pattern.replaceAll("\\[\\^[^]]*]", "?").replace("?", "");
        return rest.chars().allMatch(c -> c == '*') && (pattern.isEmpty() || !rest.isEmpty());
    }

    /// @throws FaultException when it would take everything without being told to
    void check() {
        if (!everything && takesAll()) {
            throw new FaultException(new Fault.Rejected(
                    "invalidation",
                    pattern.isEmpty() ? "the pattern is empty" : "the pattern '" + pattern + "' matches every key",
                    "Say that everything is meant, or name a pattern such as 'workflow:*'."));
        }
    }
}
