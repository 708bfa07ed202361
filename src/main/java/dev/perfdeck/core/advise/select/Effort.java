package dev.perfdeck.core.advise.select;

import java.util.function.BooleanSupplier;

/// How long to look for something better. The steps are what normally ends the search, since they are the same on each
/// machine and so give the same answer; `stop` is for a deadline or a user who has seen enough, and is asked often.
///
/// @param steps looks at an entry of the matrix; some tens of millions are a fraction of a second
public record Effort(long steps, BooleanSupplier stop) {
    private static final long MOST_STEPS = 30_000_000;
    private static final long LEAST_STEPS = 300_000;
    private static final long STEPS_PER_ENTRY = 30_000;

    /// In proportion to what there is to choose from, up to a fraction of a second.
    public static Effort usual(Matrix matrix) {
        long wanted = STEPS_PER_ENTRY * matrix.entries();
        return new Effort(Math.clamp(wanted, LEAST_STEPS, MOST_STEPS), () -> false);
    }

    public Effort until(BooleanSupplier whenToStop) {
        return new Effort(steps, whenToStop);
    }
}
