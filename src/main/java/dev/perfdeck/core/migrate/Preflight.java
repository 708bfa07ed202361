package dev.perfdeck.core.migrate;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Asks, before anything is changed, what would stop the builds, and names the statement that mends it.
final class Preflight {
    private static final String OBSTACLES = Sql.read("preflight.sql").statement();

    private Preflight() {}

    /// @throws FaultException for the worst obstacle
    static void check(Connection connection, List<IndexScript> scripts) throws SQLException {
        try (var statement = connection.prepareStatement(OBSTACLES)) {
            statement.setObject(1, scripts.stream().map(IndexScript::table).toArray(String[]::new));
            try (var row = statement.executeQuery()) {
                if (row.next()) {
                    throw new FaultException(fault(row));
                }
            }
        }
    }

    private static Fault fault(ResultSet row) throws SQLException {
        var kind = row.getString("kind");
        var what = row.getString("what");
        var remedy = row.getString("remedy");
        return switch (kind) {
            case "DENIED" -> new Fault.Denied(Source.POSTGRESQL, what, remedy);
            case "EXTENSION" -> new Fault.MissingExtension("pg_trgm", what, remedy);
            case "STANDBY" -> new Fault.Unavailable(Source.POSTGRESQL, what, remedy);
            default -> new Fault.MigrationFailed("Applying indexes", what, "nothing has been changed", remedy);
        };
    }
}
