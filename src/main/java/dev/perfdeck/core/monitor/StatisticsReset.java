package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.HttpTarget;
import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.core.target.SqlFile;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import io.lettuce.core.RedisException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;

/// Zeroes what servers count themselves. Each call opens a session of its own and closes it, and blocks for at most a
/// few seconds.
public final class StatisticsReset {
    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(5);

    private StatisticsReset() {}

    /// `pg_stat_statements_reset` for the current database only.
    ///
    /// @throws FaultException when the role may not, the extension is missing, or the server does not answer
    public static void statements(PgTarget target) {
        try (var connection = target.open(PgRole.DDL);
                var statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '5s'");
            statement.execute("SET lock_timeout = '500ms'");
            statement.execute(sql("reset-statements.sql"));
        } catch (SQLException e) {
            throw target.fault(e);
        }
    }

    /// `CONFIG RESETSTAT`.
    ///
    /// @throws FaultException when the user may not, or the server does not answer
    public static void redis(RedisTarget target) {
        try (var connection = target.open()) {
            connection.sync().configResetstat();
        } catch (RedisException e) {
            throw target.fault(e);
        }
    }

    /// Asks a service that serves the performance API to zero its query figures.
    ///
    /// @param base   `…/api/v1/performance`
    /// @param bearer the service's own token
    public static void queries(URI base, Secret bearer) {
        try (var target = new HttpTarget(HTTP_TIMEOUT)) {
            var reply = target.post(URI.create(base + "/query/reset-stats"), bearer);
            if (!reply.good()) {
                throw new FaultException(new Fault.Denied(
                        Source.ENDPOINTS,
                        "the reset of query figures was answered with status " + reply.status(),
                        "The service's token may be another one than Perfdeck holds."));
            }
        }
    }

    private static String sql(String name) {
        return SqlFile.read(StatisticsReset.class, name);
    }
}
