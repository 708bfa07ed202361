package dev.perfdeck.core.target;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Passwords;
import dev.perfdeck.model.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/// The line to one PostgreSQL database: opens single sessions, never pooled, that carry their limits from their first
/// packet on. The caller closes them.
///
/// Immutable, safe on any thread; [#open] blocks, at most for [#LOGIN_TIMEOUT].
public final class PgTarget {
    /// First word of every session's application name, so that our own sessions can be told apart.
    public static final String PRODUCT = "perfdeck/0.1.0";

    public static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(3);

    private final Environment.Database database;
    private final Environment environment;
    private final Passwords passwords;
    private final String address;

    public PgTarget(Environment.Database database, Environment environment, Passwords passwords) {
        this.database = database;
        this.environment = environment;
        this.passwords = passwords;
        this.address = addressOf(database.url());
    }

    /// `host:port/database`, for messages.
    public String address() {
        return address;
    }

    /// A new session in autocommit mode.
    ///
    /// @throws FaultException when there is none to be had; the fault says why
    public Connection open(PgRole role) {
        try {
            return source(role).getConnection();
        } catch (SQLException e) {
            throw fault(e);
        } catch (IllegalArgumentException e) {
            throw new FaultException(PgFaults.badAddress(address, String.valueOf(e.getMessage())), e);
        }
    }

    /// Whether the server lets us in.
    ///
    /// @throws FaultException when it does not
    public void tryLogin() {
        try (var connection = open(PgRole.READ)) {
            connection.getAutoCommit();
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /// The fault behind an exception of a session of this target, ready to throw.
    public FaultException fault(SQLException e) {
        return new FaultException(PgFaults.of(e, address), e);
    }

    private PGSimpleDataSource source(PgRole role) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        passwords.find(environment, Source.POSTGRESQL).ifPresent(secret -> source.setPassword(secret.reveal()));
        source.setApplicationName(role.applicationName());
        source.setAssumeMinServerVersion("13");
        source.setOptions(role.options());
        if (role.simpleQueries()) {
            source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        }
        source.setConnectTimeout((int) LOGIN_TIMEOUT.toSeconds());
        source.setLoginTimeout((int) LOGIN_TIMEOUT.toSeconds());
        source.setSocketTimeout((int) role.socketTimeout().toSeconds());
        source.setTcpKeepAlive(true);
        return source;
    }

    private static String addressOf(String url) {
        var start = url.indexOf("//");
        var end = url.indexOf('?');
        return url.substring(start < 0 ? 0 : start + 2, end < 0 ? url.length() : end);
    }
}
