package dev.perfdeck.core.activity;

import static dev.perfdeck.core.activity.SessionRows.instant;

import dev.perfdeck.model.PgSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who waits for a lock and for whom, as two statements tell it; the second only where a prepared transaction is in the
/// way.
///
/// @param prepared transactions in the way, by the negated number that waiters name them with
/// @param waiting  how many wait in all; more than `waiters` when there are too many to list
record LockWaits(List<Waiter> waiters, Map<Long, PgSession> prepared, int waiting) {
    /// Waiters at the front of their queues that are looked at.
    static final int FRONTS = 200;
    /// Those and the ones that they wait for.
    static final int MOST = 400;

    static final LockWaits NONE = new LockWaits(List.of(), Map.of(), 0);

    /// Every pid that the tree of these waits needs.
    Integer[] pids() {
        var pids = new LinkedHashSet<Integer>();
        for (var waiter : waiters) {
            pids.add((int) waiter.key());
            waiter.blockers().stream().filter(key -> key > 0).forEach(key -> pids.add(key.intValue()));
        }
        return pids.toArray(Integer[]::new);
    }

    static LockWaits read(Connection connection, int version) throws SQLException {
        var waiters = new ArrayList<Waiter>();
        int waiting = 0;
        try (var statement = connection.prepareStatement(Sql.read("waiters", version))) {
            statement.setInt(1, FRONTS);
            statement.setInt(2, MOST);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    waiters.add(waiter(row));
                    waiting = row.getInt("waiting");
                }
            }
        }
        var prepared = new HashMap<Long, PgSession>();
        if (waiters.stream().anyMatch(waiter -> waiter.blockers().remove(0L))) {
            addPrepared(connection, waiters, prepared);
        }
        return new LockWaits(waiters, prepared, waiting);
    }

    private static Waiter waiter(ResultSet row) throws SQLException {
        return new Waiter(
                row.getInt("pid"),
                blockers(row),
                row.getString("lock"),
                row.getString("mode"),
                instant(row, "since"),
                row.getString("object"),
                row.getInt("queued"));
    }

    private static Set<Long> blockers(ResultSet row) throws SQLException {
        var blockers = new LinkedHashSet<Long>();
        for (var pid : (Integer[]) row.getArray("blockers").getArray()) {
            blockers.add(pid.longValue());
        }
        return blockers;
    }

    private static void addPrepared(Connection connection, List<Waiter> waiters, Map<Long, PgSession> prepared)
            throws SQLException {
        var byPid = new HashMap<Integer, Waiter>();
        waiters.forEach(waiter -> byPid.put((int) waiter.key(), waiter));
        try (var statement = connection.prepareStatement(Sql.read("prepared-blocks"))) {
            statement.setArray(
                    1, connection.createArrayOf("int4", byPid.keySet().toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var key = -row.getLong("xid");
                    prepared.put(key, SessionRows.prepared(row));
                    var waiter = byPid.get(row.getInt("waiter"));
                    if (waiter != null) {
                        waiter.blockers().add(key);
                    }
                }
            }
        }
    }
}
