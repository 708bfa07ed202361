package dev.perfdeck.core.monitor;

import java.sql.ResultSet;
import java.sql.SQLException;

/// How the server keeps pg_stat_statements.
///
/// @param resetMark when all of it was last reset; empty where the version cannot tell
/// @param evicted   how often entries were dropped to make room; -1 where the version cannot tell
/// @param most      `pg_stat_statements.max`
/// @param track     `top`, `all` or `none`
/// @param planning  whether planning is timed
/// @param ioTiming  whether reads and writes are timed, as our own session sees it: a role may have its own setting
/// @param queryIds  `compute_query_id`; empty before PostgreSQL 14
record StatementInfo(
        String resetMark, long evicted, int most, String track, boolean planning, boolean ioTiming, String queryIds) {
    static StatementInfo of(ResultSet row) throws SQLException {
        var queryIds = row.getString("compute_query_id");
        return new StatementInfo(
                String.valueOf(row.getString("stats_reset")),
                row.getLong("dealloc"),
                row.getInt("most"),
                row.getString("track"),
                row.getBoolean("planning"),
                row.getBoolean("io_timing"),
                queryIds == null ? "" : queryIds);
    }
}
