package dev.perfdeck.core.query.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Instants as the driver knows them: its first and last `OffsetDateTime` stand for PostgreSQL's infinities.
final class Moments {
    private static final Instant FIRST = OffsetDateTime.MIN.toInstant();
    private static final Instant LAST = OffsetDateTime.MAX.toInstant();

    private Moments() {}

    static @Nullable Instant read(ResultSet rows, int index) throws SQLException {
        var moment = rows.getObject(index, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    static Object sent(Instant moment) {
        if (!moment.isBefore(LAST)) {
            return OffsetDateTime.MAX;
        }
        return moment.isAfter(FIRST) ? moment.atOffset(ZoneOffset.UTC) : OffsetDateTime.MIN;
    }

    /// As an element of an array, which the driver sends as text.
    static String text(OffsetDateTime moment) {
        if (moment.equals(OffsetDateTime.MAX)) {
            return "infinity";
        }
        return moment.equals(OffsetDateTime.MIN) ? "-infinity" : moment.toString();
    }
}
