package dev.perfdeck.core.target;

import java.time.Duration;

/// What a PostgreSQL session is opened for; decides its name on the server, its limits and whether it may write.
///
/// The read-only default is a seat belt, not a guard: the guard is a role without write grants.
public enum PgRole {
    /// Reads figures every second. Its searches are pinned to `pg_catalog`, so nobody's function can stand in for a
    /// built-in one, and its work memory holds the texts of pg_stat_statements, so a poll writes no temporary file.
    SAMPLER(
            Duration.ofSeconds(3),
            "-c statement_timeout=2000 -c default_transaction_read_only=on -c jit=off -c search_path=pg_catalog"
                    + " -c work_mem=32MB -c lock_timeout=500ms -c idle_in_transaction_session_timeout=10s"),
    /// Builds and drops indexes. A build may be silent for hours, so only TCP keep-alive tells a dead server.
    DDL(Duration.ofDays(1), "-c statement_timeout=0 -c lock_timeout=0"),
    /// Answers a person's question: plans, catalogs.
    READ(
            Duration.ofSeconds(15),
            "-c statement_timeout=10000 -c default_transaction_read_only=on -c lock_timeout=500ms"
                    + " -c idle_in_transaction_session_timeout=10s"),
    /// Asks for plans of texts that still have `$1` in them. In the simple query mode, because in the other one the
    /// server wants a value for each, which `EXPLAIN (GENERIC_PLAN)` is there to do without.
    PLAN(
            Duration.ofSeconds(15),
            "-c statement_timeout=10000 -c default_transaction_read_only=on -c lock_timeout=500ms"
                    + " -c idle_in_transaction_session_timeout=10s -c standard_conforming_strings=on");

    private final Duration socketTimeout;
    private final String options;

    PgRole(Duration socketTimeout, String options) {
        this.socketTimeout = socketTimeout;
        this.options = options;
    }

    /// How long one read of the socket may be silent.
    public Duration socketTimeout() {
        return socketTimeout;
    }

    /// The value of the start-up parameter `options`.
    public String options() {
        return options;
    }

    boolean simpleQueries() {
        return this == PLAN;
    }

    /// How `pg_stat_activity` shows such a session.
    public String applicationName() {
        return PgTarget.PRODUCT + " " + name().toLowerCase(java.util.Locale.ROOT);
    }
}
