package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Session;
import dev.perfdeck.core.migrate.Supervision;
import dev.perfdeck.model.FaultException;
import java.sql.SQLException;
import java.time.Duration;

/// Collects a table's statistics, so that the planner judges a new index by what is in it now. Failing is no failure.
record Analyzing(ConnectionSource source, Course course, Duration lockWait) {
    /// @param table quoted where it must be
    void table(String table) {
        course.report(table, "collecting statistics");
        try (var session = Session.open(source).waitingAtMost(lockWait)) {
            if (new Supervision(source)
                    .run(session, table, "ANALYZE " + table, course)
                    .isPresent()) {
                missed(table);
            }
        } catch (SQLException | FaultException e) {
            missed(table);
        }
    }

    private void missed(String table) {
        course.report(table, "statistics not collected");
    }
}
