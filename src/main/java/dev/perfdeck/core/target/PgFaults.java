package dev.perfdeck.core.target;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Source;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Turns what the PostgreSQL driver throws into a [Fault]: by SQLState first, by cause where the state is only
/// "connection failure". Pure; safe on any thread.
public final class PgFaults {
    /// What gives a role sight of other roles' sessions and statements.
    public static final String GRANT = "GRANT pg_read_all_stats TO ";

    private static final Source PG = Source.POSTGRESQL;
    private static final String WAIT = "Nothing to do: Perfdeck tries again by itself.";

    /// Of the driver: the server wants a way of logging in that we have not, mostly a password where there is none.
    private static final String REFUSED = "08004";

    private static final Pattern LIMITED = Pattern.compile("too many connections for (role|database) (\"[^\"]+\")");

    private PgFaults() {}

    /// @param address where the server is, without user or password
    public static Fault of(SQLException e, String address) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "28P01" -> passwordWanted(message(e));
            case "28000" -> login(e);
            case "3D000" ->
                new Fault.Denied(PG, "no such database: " + message(e), "Correct the database name in the URL.");
            case "42501" -> denied(e, "As a superuser: " + GRANT + "the user of this environment;");
            case "57P03" -> new Fault.Unavailable(PG, "it is starting up or shutting down: " + message(e), WAIT);
            case "53300" -> full(e);
            case "25006" -> new Fault.Unavailable(PG, "it only reads now: " + message(e), "Connect to the primary.");
            case "57014", "55P03" -> new Fault.TimedOut(PG, "a question", PgRole.SAMPLER.socketTimeout());
            default -> byClass(state, e, address);
        };
    }

    /// pg_stat_statements is not in the database, or the library is not loaded.
    public static Fault missingStatements(boolean installed) {
        return installed
                ? new Fault.MissingExtension(
                        "pg_stat_statements",
                        "its library is not loaded",
                        "Set shared_preload_libraries = 'pg_stat_statements' in postgresql.conf and restart PostgreSQL.")
                : new Fault.MissingExtension(
                        "pg_stat_statements",
                        "it is not installed in this database",
                        "CREATE EXTENSION pg_stat_statements;"
                                + " (needs shared_preload_libraries = 'pg_stat_statements')");
    }

    /// A role that may not see what other roles do.
    public static Fault hidden(String role) {
        return new Fault.Denied(
                PG,
                "the role " + Words.firstLine(role) + " may not see other roles' sessions and statements",
                GRANT + '"' + role.replace("\"", "\"\"") + "\";");
    }

    static Fault badAddress(String address, String reason) {
        return new Fault.Rejected("database.url", address + ": " + reason, "jdbc:postgresql://host:port/database");
    }

    private static Fault byClass(String state, SQLException e, String address) {
        if (DriverWords.passwordMissing(e)) {
            return passwordWanted("none was given");
        }
        if (state.startsWith("08")) {
            return connection(e, address);
        }
        if (state.startsWith("57P")) {
            return new Fault.Unreachable(PG, address, "the server ended the session (" + message(e) + ")");
        }
        if (state.startsWith("53") || state.startsWith("58") || state.startsWith("XX")) {
            return new Fault.Unavailable(PG, message(e), "See the server's log.");
        }
        return cause(e, SSLException.class) != null
                ? connection(e, address)
                : new Fault.Unavailable(PG, message(e) + " (SQLState " + state + ")", "See the server's log.");
    }

    /// `pg_hba.conf` may want TLS, or not know this host: no password mends that.
    private static Fault login(SQLException e) {
        return denied(
                e,
                message(e).contains("pg_hba.conf")
                        ? "Allow this host, user and database in pg_hba.conf, or set the sslmode that it asks for."
                        : "Check the user and the password of this environment, then reconnect.");
    }

    /// The server as a whole is full, or one role's or database's share of it.
    private static Fault full(SQLException e) {
        var limited = LIMITED.matcher(message(e));
        return limited.find()
                ? new Fault.Unavailable(
                        PG,
                        limited.group(),
                        "ALTER " + limited.group(1).toUpperCase(Locale.ROOT) + " " + limited.group(2)
                                + " CONNECTION LIMIT -1; or end sessions.")
                : new Fault.Unavailable(PG, "too many connections", "Raise max_connections or end sessions.");
    }

    private static Fault connection(SQLException e, String address) {
        var tls = DriverWords.tlsRefusal(e);
        if (tls.isPresent()) {
            return new Fault.Denied(
                    PG, "no trusted TLS connection: " + tls.get(), "Check sslmode and sslrootcert of the URL.");
        }
        if (cause(e, SocketTimeoutException.class) != null || DriverWords.timedOut(e)) {
            return new Fault.TimedOut(PG, "at " + address, Duration.ofSeconds(3));
        }
        if (message(e).contains("unsupported startup parameter")) {
            return new Fault.Denied(
                    PG,
                    "a pooler stands before the server: " + message(e),
                    "Give the server's own address, or set ignore_startup_parameters = extra_float_digits,options in"
                            + " pgbouncer.ini.");
        }
        if (REFUSED.equals(e.getSQLState())) {
            return denied(e, "Give this environment a password, and check the way in which the server wants it.");
        }
        return new Fault.Unreachable(PG, address, reason(e));
    }

    private static String reason(SQLException e) {
        if (cause(e, UnknownHostException.class) != null) {
            return "no such host";
        }
        if (cause(e, ConnectException.class) != null) {
            return "connection refused";
        }
        return cause(e, NoRouteToHostException.class) != null ? "no route to host" : message(e);
    }

    private static Fault passwordWanted(String reason) {
        return new Fault.PasswordWanted(
                PG,
                reason,
                "Enter it in the window, or set PERFDECK_DATABASE_PASSWORD, or use ~/.pgpass or the keyring.");
    }

    private static Fault denied(SQLException e, String remedy) {
        return new Fault.Denied(PG, message(e), remedy);
    }

    /// The server's first line, capped: what a server says is not to be trusted with the whole screen.
    private static String message(SQLException e) {
        return Words.firstLine(e.getMessage());
    }

    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        return Words.cause(e, type);
    }
}
