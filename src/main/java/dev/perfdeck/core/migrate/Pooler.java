package dev.perfdeck.core.migrate;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import java.sql.Connection;
import java.sql.SQLException;

/// Whether a pooler lends us another server session for each transaction. Then session locks and settings would not
/// hold.
public final class Pooler {
    public static final String WHAT =
            "a pooler in transaction mode (PgBouncer or alike) stands before the server: session locks and"
                    + " settings do not hold, and a build could not be watched";
    public static final String REMEDY = "Set database.url to the server itself, or to a pool in session mode.";

    private Pooler() {}

    /// @param one in autocommit
    /// @param desk has a session of its own
    /// @throws FaultException when such a pooler is there; nothing has been changed
    public static void refuse(Connection one, Desk desk) throws SQLException {
        if (desk.ask(two -> lends(one, two))) {
            throw new FaultException(new Fault.Unavailable(Source.POSTGRESQL, WHAT, REMEDY));
        }
    }

    /// Two sessions of ours that turn out to be one at the server, or one that changes under us; both in autocommit.
    public static boolean lends(Connection one, Connection two) throws SQLException {
        var before = pid(one);
        two.setAutoCommit(false);
        try {
            // A pool of one is asked once: while the transaction has its session, there is none left to lend.
            return pid(two) == before || pid(one) != before;
        } finally {
            two.rollback();
            two.setAutoCommit(true);
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
