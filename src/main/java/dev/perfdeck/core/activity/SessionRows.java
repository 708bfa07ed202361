package dev.perfdeck.core.activity;

import dev.perfdeck.model.PgSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Rows of the server as sessions.
final class SessionRows {
    private SessionRows() {}

    static PgSession session(ResultSet row) throws SQLException {
        return new PgSession(
                row.getInt("pid"),
                instant(row, "backend_start"),
                instant(row, "query_start"),
                instant(row, "xact_start"),
                row.getString("role"),
                row.getString("database"),
                row.getString("application"),
                row.getString("client"),
                row.getString("state"),
                row.getString("wait_type"),
                row.getString("wait_event"),
                row.getLong("query_id"),
                row.getString("query"),
                row.getLong("xmin_age"));
    }

    static PgSession prepared(ResultSet row) throws SQLException {
        return new PgSession(
                0,
                null,
                null,
                instant(row, "prepared"),
                row.getString("owner"),
                row.getString("database"),
                "",
                "",
                PgSession.PREPARED,
                "",
                "",
                0,
                "prepare transaction '" + row.getString("gid").replace("'", "''") + "'",
                row.getLong("xmin_age"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
