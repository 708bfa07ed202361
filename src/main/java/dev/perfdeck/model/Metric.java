package dev.perfdeck.model;

/// A series that the console keeps for the last hour at one sample a second. No data is NaN, never 0.
public enum Metric {
    /// Requests answered within 50/95/99 % of cases, over the 10 s before the sample; from merged histograms.
    API_P50(Unit.MILLISECONDS),
    API_P95(Unit.MILLISECONDS),
    API_P99(Unit.MILLISECONDS),
    API_REQUESTS(Unit.PER_SECOND),
    API_ERRORS(Unit.PER_SECOND),
    /// hits / (hits + misses) of the application's namespace; the server's keyspace where the application keeps none.
    CACHE_HIT_RATE(Unit.PERCENT),
    CACHE_HITS(Unit.PER_SECOND),
    CACHE_MISSES(Unit.PER_SECOND),
    QUERIES(Unit.PER_SECOND),
    SLOW_QUERIES(Unit.PER_SECOND),
    /// Of one statement; not kept in the history, but made of the log of statements.
    STATEMENT_MEAN(Unit.MILLISECONDS),
    /// Likewise.
    STATEMENT_CALLS(Unit.PER_SECOND),
    PG_TRANSACTIONS(Unit.PER_SECOND),
    PG_BUFFER_HIT_RATE(Unit.PERCENT),
    PG_SESSIONS_ACTIVE(Unit.COUNT),
    PG_SESSIONS_IDLE_IN_TRANSACTION(Unit.COUNT),
    PG_SESSIONS_WAITING(Unit.COUNT),
    /// Sessions that wait for a lock, as their wait events tell. pg_locks is not read for it: that stops the lock
    /// table.
    PG_LOCKS_WAITED(Unit.COUNT),
    REDIS_OPERATIONS(Unit.PER_SECOND),
    REDIS_MEMORY(Unit.BYTES),
    REDIS_EVICTIONS(Unit.PER_SECOND),
    REDIS_EXPIRATIONS(Unit.PER_SECOND),
    /// Of the server's own counters, the console's reads taken off.
    REDIS_KEYSPACE_HITS(Unit.PER_SECOND),
    REDIS_KEYSPACE_MISSES(Unit.PER_SECOND),
    REDIS_KEYSPACE_HIT_RATE(Unit.PERCENT),
    REDIS_BYTES_IN(Unit.PER_SECOND),
    REDIS_BYTES_OUT(Unit.PER_SECOND),
    /// One question of the console there and back.
    REDIS_ROUND_TRIP(Unit.MILLISECONDS),
    REDIS_CLIENTS(Unit.COUNT);

    public enum Unit {
        MILLISECONDS,
        PERCENT,
        PER_SECOND,
        COUNT,
        BYTES
    }

    private final Unit unit;

    Metric(Unit unit) {
        this.unit = unit;
    }

    public Unit unit() {
        return unit;
    }
}
