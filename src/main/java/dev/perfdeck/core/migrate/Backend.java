package dev.perfdeck.core.migrate;

import dev.perfdeck.model.migration.Blocker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server process seen from another session: what it does, whom it waits for, and how to stop it.
///
/// @param startedAt null when not known, as for another role's session
public record Backend(int pid, @Nullable OffsetDateTime startedAt) {
    private static final String PROGRESS = Sql.read("progress.sql").statement();
    private static final String CANCEL = Sql.read("cancel.sql").statement();

    /// @param percent of the phase; NaN when it has no measure
    public record Sight(String phase, double percent, Optional<String> waitsFor, Optional<Blocker> blocker) {}

    public static Backend of(Session session) {
        return new Backend(session.pid(), session.startedAt());
    }

    /// Empty once the process is gone.
    Optional<Sight> look(Connection from) throws SQLException {
        try (var statement = from.prepareStatement(PROGRESS)) {
            statement.setInt(1, pid);
            statement.setObject(2, startedAt, java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(sight(row)) : Optional.empty();
            }
        }
    }

    /// Asks the server to end what the process is doing; the process itself stays.
    void cancel(Connection from) throws SQLException {
        try (var statement = from.prepareStatement(CANCEL)) {
            statement.setInt(1, pid);
            statement.setObject(2, startedAt);
            statement.execute();
        }
    }

    private static Sight sight(ResultSet row) throws SQLException {
        var percent = row.getDouble("percent");
        var measured = row.wasNull() ? Double.NaN : Math.clamp(percent, 0.0, 100.0);
        return new Sight(row.getString("phase"), measured, waitsFor(row), blocker(row));
    }

    private static Optional<String> waitsFor(ResultSet row) throws SQLException {
        var pid = row.getInt("locker");
        if (row.wasNull()) {
            return Optional.empty();
        }
        var words = new StringBuilder("pid ").append(pid);
        words.append(" (").append(who(row)).append(")");
        var state = row.getString("state");
        words.append(state.isEmpty() ? "" : ", " + state);
        var seconds = row.getDouble("seconds");
        words.append(row.wasNull() ? "" : " for " + spoken(Duration.ofSeconds(Math.max(0, (long) seconds))));
        var query = row.getString("query").strip();
        words.append(query.isEmpty() ? "" : ": " + query);
        return Optional.of(words.toString());
    }

    private static Optional<Blocker> blocker(ResultSet row) throws SQLException {
        var pid = row.getInt("locker");
        if (row.wasNull()) {
            return Optional.empty();
        }
        var started = Optional.ofNullable(row.getObject("started", OffsetDateTime.class));
        return Optional.of(new Blocker(
                pid,
                row.getString("role"),
                row.getString("application"),
                row.getString("state"),
                Duration.ofSeconds(Math.max(0, (long) row.getDouble("seconds"))),
                row.getString("query").strip(),
                started.map(OffsetDateTime::toInstant)));
    }

    private static String who(ResultSet row) throws SQLException {
        var application = row.getString("application");
        return (application.isEmpty() ? "unnamed application" : application) + ", role " + row.getString("role");
    }

    private static String spoken(Duration age) {
        return age.toHours() > 0
                ? age.toHours() + " h " + age.toMinutesPart() + " min"
                : age.toMinutes() > 0 ? age.toMinutes() + " min" : age.toSeconds() + " s";
    }
}
