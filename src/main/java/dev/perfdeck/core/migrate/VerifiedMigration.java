package dev.perfdeck.core.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.executor.Context;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.MigrationType;
import org.flywaydb.core.internal.jdbc.Results;
import org.jspecify.annotations.Nullable;

/// A `.sql` migration that Flyway orders and records, but that we run: Flyway writes its history row only when `action`
/// returns, and `action` returns only when the catalog shows the result. In the history it looks like the file that it
/// is, checksum included, so plain Flyway can take over.
public record VerifiedMigration(
        @Nullable String version,
        String description,
        String file,
        String location,
        int checksum,
        boolean canExecuteInTransaction,
        Action action)
        implements ResolvedMigration, MigrationExecutor {
    /// @see VerifiedMigration
    public interface Action {
        void run(Connection connection) throws SQLException;
    }

    static VerifiedMigration of(Script script, boolean canExecuteInTransaction, Action action) {
        return new VerifiedMigration(
                script.version(),
                script.description(),
                script.file(),
                "db/migration/" + script.file(),
                script.checksum(),
                canExecuteInTransaction,
                action);
    }

    @Override
    public List<Results> execute(Context context) throws SQLException {
        action.run(context.getConnection());
        return List.of();
    }

    @Override
    public boolean shouldExecute() {
        return true;
    }

    @Override
    public @Nullable MigrationVersion getVersion() {
        return version == null ? null : MigrationVersion.fromVersion(version);
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public String getScript() {
        return file;
    }

    @Override
    public Integer getChecksum() {
        return checksum;
    }

    @Override
    public MigrationType getType() {
        return CoreMigrationType.SQL;
    }

    @Override
    public String getPhysicalLocation() {
        return location;
    }

    @Override
    public MigrationExecutor getExecutor() {
        return this;
    }

    @Override
    public boolean checksumMatches(@Nullable Integer checksum) {
        return getChecksum().equals(checksum);
    }

    @Override
    public boolean checksumMatchesWithoutBeingIdentical(@Nullable Integer checksum) {
        return checksumMatches(checksum);
    }
}
