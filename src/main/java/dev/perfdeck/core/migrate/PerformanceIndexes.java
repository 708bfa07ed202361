package dev.perfdeck.core.migrate;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.PerformanceIndex;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The six indexes that the targets ask for, and how they stand on the server. Stateless; any thread.
public final class PerformanceIndexes {
    private PerformanceIndexes() {}

    /// The six as the migration files tell, state unknown. Asks no server.
    public static List<PerformanceIndex> wanted() {
        return IndexScript.ALL.stream().map(IndexScript::index).toList();
    }

    /// Where each stands now: one cheap statement, fit to be asked every few seconds. The connection should be in
    /// autocommit: an open transaction would block builds.
    ///
    /// @throws FaultException when the server cannot be asked
    public static List<PerformanceIndex> state(Connection connection) {
        return look(connection).stream().map(Standing::index).toList();
    }

    /// The same, with what the state alone does not tell.
    public static List<Standing> look(Connection connection) {
        try {
            return Catalog.look(connection, IndexScript.ALL);
        } catch (SQLException e) {
            throw SqlFaults.thrown(e);
        }
    }

    /// The same on a connection of its own.
    public static List<PerformanceIndex> state(ConnectionSource source) {
        try (var connection = source.open()) {
            return state(connection);
        } catch (SQLException e) {
            throw SqlFaults.thrown(e);
        }
    }
}
