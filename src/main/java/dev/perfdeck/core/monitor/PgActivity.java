package dev.perfdeck.core.monitor;

import dev.perfdeck.core.monitor.Rates.Mark;
import dev.perfdeck.core.monitor.Rates.Sample;
import dev.perfdeck.model.Metric;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The statement of every tick: one row of the database's counters and of its sessions' states.
///
/// @param sessions counts, by the metric they become
record PgActivity(Sample sample, Map<Metric, Long> sessions) {
    private static final List<String> COUNTERS = List.of("transactions", "blks_hit", "blks_read", "deadlocks");

    static PgActivity read(PreparedStatement statement, long nanos) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return new PgActivity(new Sample(nanos, marks(row), counters(row)), sessions(row));
        }
    }

    private static List<Mark> marks(ResultSet row) throws SQLException {
        var standby = row.getBoolean("standby");
        return List.of(
                new Mark(row.getString("started"), "PostgreSQL restarted"),
                new Mark(String.valueOf(standby), "failover: now a " + (standby ? "standby" : "primary")),
                new Mark(String.valueOf(row.getString("stats_reset")), "PostgreSQL statistics were reset"));
    }

    private static Map<String, Long> counters(ResultSet row) throws SQLException {
        var counters = new HashMap<String, Long>();
        for (var name : COUNTERS) {
            var value = row.getLong(name);
            if (!row.wasNull()) {
                counters.put(name, value);
            }
        }
        return counters;
    }

    private static Map<Metric, Long> sessions(ResultSet row) throws SQLException {
        return Map.of(
                Metric.PG_SESSIONS_ACTIVE, row.getLong("active"),
                Metric.PG_SESSIONS_IDLE_IN_TRANSACTION, row.getLong("idle_in_transaction"),
                Metric.PG_SESSIONS_WAITING, row.getLong("waiting"),
                Metric.PG_LOCKS_WAITED, row.getLong("locks_waited"));
    }
}
