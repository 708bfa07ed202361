package dev.perfdeck.core.migrate;

import dev.perfdeck.model.Fault;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// Flyway, set up so that a concurrent build can run under it.
final class IndexFlyway {
    private IndexFlyway() {}

    static Flyway over(ConnectionSource source, List<VerifiedMigration> migrations) {
        var configuration = Flyway.configure()
                .dataSource(new PlainDataSource(source))
                .table(History.TABLE)
                .locations(new String[0])
                .skipDefaultResolvers(true)
                .skipDefaultCallbacks(true)
                .resolvers(new Fixed(List.copyOf(migrations)))
                .loggers("slf4j")
                .createSchemas(false)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .outOfOrder(true) // an index that was undone alone comes back alone
                .lockRetryCount(10);
        sessionLock(configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class));
        return configuration.load();
    }

    /// Flyway's default lock keeps a transaction open, whose snapshot a concurrent build would wait for without end.
    private static void sessionLock(PostgreSQLConfigurationExtension extension) {
        extension.setTransactionalLock(false);
    }

    static Fault fault(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return SqlFaults.fault(sql);
            }
        }
        var text = Objects.requireNonNullElse(e.getMessage(), "no reason given");
        return new Fault.MigrationFailed(
                "Flyway",
                text.lines().findFirst().orElse(text),
                "indexes that were built stand",
                "Look at the table " + History.TABLE + "; apply again once it is mended.");
    }

    private record Fixed(List<ResolvedMigration> migrations) implements MigrationResolver {
        @Override
        public Collection<ResolvedMigration> resolveMigrations(Context context) {
            return migrations;
        }
    }
}
