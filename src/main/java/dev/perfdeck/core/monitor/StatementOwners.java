package dev.perfdeck.core.monitor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Names of the roles and databases that statements belong to, each asked for once in a session. Safe on any thread,
/// but for [#fetch], which belongs to the poll.
final class StatementOwners {
    private final ConcurrentMap<Long, String> users = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, String> databases = new ConcurrentHashMap<>();
    private final Set<Long> wantedUsers = ConcurrentHashMap.newKeySet();
    private final Set<Long> wantedDatabases = ConcurrentHashMap.newKeySet();

    /// Empty until asked for; the number where the role is gone.
    String user(long oid) {
        return name(users, wantedUsers, oid);
    }

    String database(long oid) {
        return name(databases, wantedDatabases, oid);
    }

    private static String name(Map<Long, String> names, Set<Long> wanted, long oid) {
        var name = names.get(oid);
        if (name == null) {
            wanted.add(oid);
            return "";
        }
        return name;
    }

    /// A new session: somebody may have been renamed.
    void forget() {
        users.clear();
        databases.clear();
    }

    /// Asks for what nobody has told yet, if there is any.
    void fetch(Connection connection) throws SQLException {
        if (wantedUsers.isEmpty() && wantedDatabases.isEmpty()) {
            return;
        }
        var roles = Set.copyOf(wantedUsers);
        var places = Set.copyOf(wantedDatabases);
        try (var statement = connection.prepareStatement(Sql.read("owners"))) {
            statement.setArray(1, connection.createArrayOf("bigint", roles.toArray()));
            statement.setArray(2, connection.createArrayOf("bigint", places.toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    (row.getBoolean(1) ? users : databases).put(row.getLong(2), row.getString(3));
                }
            }
        }
        answered(users, wantedUsers, roles);
        answered(databases, wantedDatabases, places);
    }

    /// Whoever is not there any more is called by his number.
    private static void answered(ConcurrentMap<Long, String> names, Set<Long> wanted, Set<Long> asked) {
        asked.forEach(oid -> names.putIfAbsent(oid, "#" + oid));
        wanted.removeAll(asked);
    }
}
