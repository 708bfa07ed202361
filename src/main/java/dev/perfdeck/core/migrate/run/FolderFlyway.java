package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.PlainDataSource;
import dev.perfdeck.core.migrate.VerifiedMigration;
import dev.perfdeck.core.migrate.folder.FolderOptions;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// Flyway as it orders and records what a folder holds; the scripts themselves are run by us.
final class FolderFlyway {
    private FolderFlyway() {}

    /// @param migrations those that are applied and those that shall be; what must be mended first has been found
    /// before
    static Flyway over(ConnectionSource source, FolderOptions options, List<VerifiedMigration> migrations) {
        var schema = options.table().lastIndexOf('.');
        var configuration = Flyway.configure()
                .dataSource(new PlainDataSource(source))
                .table(options.table().substring(schema + 1))
                .locations(new String[0])
                .skipDefaultResolvers(true)
                .skipDefaultCallbacks(true)
                .resolvers(new Fixed(List.copyOf(migrations)))
                .loggers("slf4j")
                .createSchemas(false)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateOnMigrate(false)
                .outOfOrder(options.outOfOrder())
                .lockRetryCount(10);
        if (schema > 0) {
            configuration.defaultSchema(options.table().substring(0, schema));
        }
        sessionLock(configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class));
        return configuration.load();
    }

    /// See docs/decisions/0001: the default lock's transaction would hold up every concurrent build.
    private static void sessionLock(PostgreSQLConfigurationExtension extension) {
        extension.setTransactionalLock(false);
    }

    private record Fixed(List<ResolvedMigration> migrations) implements MigrationResolver {
        @Override
        public Collection<ResolvedMigration> resolveMigrations(Context context) {
            return migrations;
        }
    }
}
