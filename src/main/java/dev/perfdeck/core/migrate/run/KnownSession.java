package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Session;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The session that Flyway hands to one script after the other; the server is asked once who it is. One thread.
final class KnownSession {
    private @Nullable Session last;

    Session of(Connection connection) throws SQLException {
        var known = last;
        if (known == null || !known.connection().equals(connection)) {
            known = Session.identified(connection);
            last = known;
        }
        return known;
    }
}
