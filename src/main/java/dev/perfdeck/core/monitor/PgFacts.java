package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.PgFaults;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.StatementNotice;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What a server is and what our role may see there; asked once per connection.
///
/// @param version    as the server prints it, `18.6`
/// @param seesAll    whether other roles' sessions and statements are visible
/// @param statements how to read pg_stat_statements; empty where it cannot be
/// @param limitation what is missing, with the statement that mends it
/// @param notices    the same for whoever looks at statements
record PgFacts(
        String version,
        int versionNumber,
        long database,
        boolean seesAll,
        Optional<Extension> statements,
        Optional<Fault> limitation,
        List<StatementNotice> notices) {

    /// Came with PostgreSQL 13.
    static final int OLDEST = 8;

    private static final String OWN_DATABASE =
            "s.dbid = (select oid from pg_database where datname = current_database())";

    /// @param minor of version 1: 8 came with PostgreSQL 13, 9 with 14, 11 with 17
    record Extension(String schema, int minor) {
        /// Columns follow the extension's version, not the server's: after an upgrade the old ones stay.
        String figuresSql(boolean everyDatabase) {
            var file = minor >= 11 ? "1.11" : minor == 10 ? "1.10" : minor == 9 ? "1.9" : "1.8";
            return scoped("statements-" + file, everyDatabase);
        }

        String textsSql(boolean everyDatabase) {
            return scoped("statements-texts", everyDatabase);
        }

        String infoSql() {
            return Sql.read(minor >= 9 ? "statements-info" : "statements-info-1.8", schema);
        }

        private String scoped(String name, boolean everyDatabase) {
            return Sql.read(name, schema).replace("${scope}", everyDatabase ? "true" : OWN_DATABASE);
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
                limitation,
                StatementNotices.missing(row, loaded, seesAll));
    }

    private static Optional<Extension> extension(ResultSet row) throws SQLException {
        var version = row.getString("extension");
        if (version == null) {
            return Optional.empty();
        }
        var minor = minor(version);
        return minor < OLDEST ? Optional.empty() : Optional.of(new Extension(row.getString("schema"), minor));
    }

    /// Of an extension's version `1.N`; 0 where it is none.
    static int minor(String version) {
        var parts = version.split("\\.", -1);
        return parts.length > 1 && parts[1].matches("\\d{1,4}") ? Integer.parseInt(parts[1]) : 0;
    }
}
