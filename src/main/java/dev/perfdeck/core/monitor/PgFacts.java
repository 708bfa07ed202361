package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.PgFaults;
import dev.perfdeck.model.Fault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// What a server is and what our role may see there; asked once per connection.
///
/// @param version    as the server prints it, `18.6`
/// @param seesAll    whether other roles' sessions and statements are visible
/// @param statements how to read pg_stat_statements; empty where it cannot be
/// @param limitation what is missing, with the statement that mends it
record PgFacts(
        String version,
        int versionNumber,
        long database,
        boolean seesAll,
        Optional<Extension> statements,
        Optional<Fault> limitation) {

    /// @param minor of version 1: 8 came with PostgreSQL 13, 9 with 14, 11 with 17
    record Extension(String schema, int minor) {
        /// Columns follow the extension's version, not the server's: after an upgrade the old ones stay.
        String figuresSql() {
            return Sql.read(minor >= 11 ? "statements-1.11" : minor >= 9 ? "statements-1.9" : "statements-1.8", schema);
        }

        String textsSql() {
            return Sql.read("statements-texts", schema);
        }

        Optional<String> infoSql() {
            return minor >= 9 ? Optional.of(Sql.read("statements-info", schema)) : Optional.empty();
        }
    }

    /// A setting of an extension that somebody wrote down is no sign of its library: only a loaded one is in
    /// pg_settings.
    static PgFacts read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(Sql.read("facts"))) {
            row.next();
            return of(row);
        }
    }

    private static PgFacts of(ResultSet row) throws SQLException {
        var extension = extension(row);
        var loaded = row.getBoolean("loaded");
        var seesAll = row.getBoolean("sees_all");
        var limitation = extension.isEmpty() || !loaded
                ? Optional.of(PgFaults.missingStatements(extension.isPresent()))
                : seesAll ? Optional.<Fault>empty() : Optional.of(PgFaults.hidden(row.getString("role")));
        return new PgFacts(
                row.getString("version").split(" ", 2)[0],
                row.getInt("version_num"),
                row.getLong("database"),
                seesAll,
                loaded ? extension : Optional.empty(),
                limitation);
    }

    private static Optional<Extension> extension(ResultSet row) throws SQLException {
        var version = row.getString("extension");
        if (version == null) {
            return Optional.empty();
        }
        var parts = version.split("\\.", -1);
        var minor = parts.length > 1 && parts[1].matches("\\d{1,4}") ? Integer.parseInt(parts[1]) : 0;
        return minor < 8 ? Optional.empty() : Optional.of(new Extension(row.getString("schema"), minor));
    }
}
