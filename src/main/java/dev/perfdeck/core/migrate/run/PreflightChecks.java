package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.Preflight;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Everything that is looked at before something is changed.
record PreflightChecks(ConnectionSource source, Optional<Path> folder) {
    Preflight look(Connection connection, MigrationScope scope) throws SQLException {
        return new Preflight(List.of());
    }

    void pass(Connection connection, MigrationScope scope) throws SQLException {}
}
