package dev.perfdeck.core.query.page;

/// What a count may cost, where the page itself does not tell it.
public sealed interface Counting {
    /// Every row is visited.
    record Exact() implements Counting {}

    /// The planner is asked; no row is visited.
    record Estimated() implements Counting {}

    /// At most this many rows are visited, and one more.
    record Capped(int rows) implements Counting {
        public Capped {
            if (rows < 1) {
                throw new IllegalArgumentException("a cap is at least 1");
            }
        }
    }
}
