package dev.perfdeck.core.query.page;

/// How many rows there are on all pages together, and how that is known.
public record Count(long rows, Kind kind) {
    public enum Kind {
        /// The page itself is the last one, so no question was asked.
        DERIVED,
        /// The planner's guess; never less than what has been seen.
        ESTIMATED,
        /// There are more than this.
        CAPPED,
        /// Counted.
        EXACT
    }
}
