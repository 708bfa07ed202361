package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.model.migration.PreflightItem.Weight;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Whether a pooler lends us another server session for each transaction. Then session locks and settings would not
/// hold.
record PoolerCheck(ConnectionSource source) {
    /// Two sessions of ours that turn out to be one at the server, or one that changes under us.
    Optional<PreflightItem> look() throws SQLException {
        try (var one = source.open();
                var two = source.open()) {
            var before = pid(one);
            two.setAutoCommit(false);
            var other = pid(two);
            var after = pid(one);
            two.rollback();
            two.setAutoCommit(true);
            return before == other || before != after
                    ? Optional.of(new PreflightItem(
                            "pooler",
                            Weight.BLOCKING,
                            "a pooler in transaction mode (PgBouncer or alike) stands before the server: session locks and"
                                    + " settings do not hold, and a build could not be watched",
                            0,
                            "Set database.url to the server itself, or to a pool in session mode."))
                    : Optional.empty();
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
