package dev.perfdeck.core.migrate;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What PostgreSQL's error codes mean for a schema change.
public final class SqlFaults {
    private static final Logger log = LoggerFactory.getLogger(SqlFaults.class);
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03", "57P05");

    private SqlFaults() {}

    /// The session is gone; what it was doing may go on, or may have ended either way.
    public static boolean lost(SQLException e) {
        var state = stateOf(e);
        return state.startsWith("08") || LOST.contains(state);
    }

    /// For a session that has served its turn, or is lost anyway.
    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("closing a session: {}", e.getMessage());
        }
    }

    public static FaultException thrown(SQLException e) {
        return new FaultException(fault(e), e);
    }

    public static Fault fault(SQLException e) {
        var state = stateOf(e);
        if (state.equals("42501") || state.startsWith("28")) {
            return new Fault.Denied(Source.POSTGRESQL, reason(e), "Use a role that owns the tables.");
        }
        if (lost(e)) {
            return new Fault.Unreachable(Source.POSTGRESQL, "the configured address", reason(e));
        }
        if (state.startsWith("53") || state.equals("25006")) {
            return new Fault.Unavailable(Source.POSTGRESQL, reason(e), remedy(state));
        }
        return new Fault.Internal("PostgreSQL reports: " + reason(e), "");
    }

    /// Why one index could not be built or removed.
    ///
    /// @param stands what is true on the server now
    public static Fault failed(String index, SQLException e, String stands) {
        return new Fault.MigrationFailed(index, reason(e), stands, remedy(stateOf(e)));
    }

    private static String remedy(String state) {
        return switch (state) {
            case "42501" -> "Use a role that owns the table.";
            case "53100" -> "Free disk space on the server, then apply again.";
            case "57014" -> "Somebody cancelled it on the server; apply again.";
            case "55P03" -> "Another session holds a lock on the table; apply again when it has ended.";
            case "25006" -> "Connect to the primary server.";
            default -> "Apply again once the cause is mended.";
        };
    }

    public static String stateOf(SQLException e) {
        return Objects.requireNonNullElse(e.getSQLState(), "");
    }

    /// The server's first line, without its `ERROR:`.
    public static String reason(SQLException e) {
        var text = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        var line = text.lines().findFirst().orElse(text);
        var lower = line.toLowerCase(Locale.ROOT);
        return lower.startsWith("error: ") || lower.startsWith("fatal: ") ? line.substring("error: ".length()) : line;
    }
}
