package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Desk;
import dev.perfdeck.core.migrate.Session;
import dev.perfdeck.core.migrate.Supervision;
import java.sql.SQLException;
import java.time.Duration;

/// Removes what a `REINDEX CONCURRENTLY` that ended early left: copies that cost writes and serve nobody.
record Remnants(ConnectionSource source, Desk desk, Duration patience) {
    boolean sweep(String step, Course course) throws SQLException {
        var clean = true;
        for (var invalid : desk.ask(IndexCatalog::invalid)) {
            if (invalid.remnant()) {
                course.report(step, "removing " + invalid.index().name());
                clean &= drop(invalid, step, course);
            }
        }
        return clean;
    }

    boolean drop(IndexCatalog.Invalid invalid, String step, Course course) throws SQLException {
        try (var session = Session.open(source).waitingAtMost(patience)) {
            return new Supervision(source)
                    .run(session, step, "DROP INDEX CONCURRENTLY " + invalid.key(), course.toItsEnd())
                    .isEmpty();
        }
    }
}
