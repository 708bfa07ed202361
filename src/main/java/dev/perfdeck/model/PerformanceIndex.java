package dev.perfdeck.model;

/// One of the indexes that the targets ask for, and how it stands on the server.
///
/// @param sql the statement that builds it, as it will be run
public record PerformanceIndex(String name, String table, String columns, String serves, String sql, State state) {
    public enum State {
        MISSING,
        BUILDING,
        /// Left behind by a build that did not end: costs writes, serves no reads.
        INVALID,
        VALID,
        /// The catalog could not be read, or the table does not exist.
        UNKNOWN
    }

    public PerformanceIndex in(State state) {
        return new PerformanceIndex(name, table, columns, serves, sql, state);
    }
}
