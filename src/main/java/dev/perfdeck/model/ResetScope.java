package dev.perfdeck.model;

/// What a reset of statistics can zero.
public enum ResetScope {
    /// hits, misses, sets, deletes and errors of the application's cache namespace
    CACHE_COUNTERS,
    /// named queries of the application or of this process
    QUERY_COUNTERS,
    /// `pg_stat_statements_reset()`, for the current database
    PG_STAT_STATEMENTS,
    /// `CONFIG RESETSTAT`, for the whole Redis server
    REDIS_SERVER
}
