package dev.perfdeck.core.migrate.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// What a verdict must know of the server.
///
/// @param countedSince null when the server does not know
/// @param counts       whether it counts scans at all
record Facts(Instant at, boolean standby, @Nullable Instant countedSince, boolean counts, String role, int standbys) {
    static Facts read(ResultSet row) throws SQLException {
        return new Facts(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("standby"),
                IndexRow.instant(row, "counted_since"),
                row.getBoolean("counts"),
                row.getString("role"),
                row.getInt("standbys"));
    }

    /// Of the counters; zero when not known.
    Duration age() {
        var since = countedSince;
        return since == null || since.isAfter(at) ? Duration.ZERO : Duration.between(since, at);
    }

    /// `41 days`, `3 hours`.
    static String spoken(Duration age) {
        if (age.toDays() > 1) {
            return age.toDays() + " days";
        }
        return age.toHours() > 1 ? age.toHours() + " hours" : Math.max(1, age.toMinutes()) + " min";
    }
}
