package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Desk;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.model.migration.PreflightItem.Weight;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Whether a pooler lends us another server session for each transaction. Then session locks and settings would not
/// hold.
///
/// @param one in autocommit, as is the other
record PoolerCheck(Connection one) {
    /// Two sessions of ours that turn out to be one at the server, or one that changes under us.
    Optional<PreflightItem> look(Connection two) throws SQLException {
        var before = pid(one);
        two.setAutoCommit(false);
        try {
            // A pool of one is asked once: while the transaction has its session, there is none left to lend.
            return pid(two) == before || pid(one) != before ? Optional.of(pooled()) : Optional.empty();
        } finally {
            two.rollback();
            two.setAutoCommit(true);
        }
    }

    /// A session lock that a pool lends to others would never be let go of, so this comes before any is taken.
    ///
    /// @throws FaultException `Unavailable`
    static void pass(Connection one, Desk desk) throws SQLException {
        var found = desk.ask(new PoolerCheck(one)::look);
        if (found.isPresent()) {
            throw new FaultException(new Fault.Unavailable(
                    Source.POSTGRESQL, found.get().what(), found.get().remedy()));
        }
    }

    private static PreflightItem pooled() {
        return new PreflightItem(
                "pooler",
                Weight.BLOCKING,
                "a pooler in transaction mode (PgBouncer or alike) stands before the server: session locks and"
                        + " settings do not hold, and a build could not be watched",
                0,
                "Set database.url to the server itself, or to a pool in session mode.");
    }

    private static int pid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
