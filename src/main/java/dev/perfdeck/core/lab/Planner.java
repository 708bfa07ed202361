package dev.perfdeck.core.lab;

import dev.perfdeck.core.lab.build.Reason;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.lab.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/// The session that plans. It explains, under a set of indexes that holds for one transaction, which is rolled back.
/// For one thread at a time.
final class Planner {
    private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]");
    /// What pg_stat_statements makes of `date '2026-01-01'` is not SQL any more.
    private static final Pattern TYPED =
            Pattern.compile("(?i)\\b(interval|date|timestamptz|timestamp|time|timetz)\\s+(\\$[0-9]+)");

    private final Connection session;
    private final int major;
    private long asked;

    /// @param session in simple query mode, of the twin's owner
    Planner(Connection session, int major) {
        this.session = session;
        this.major = major;
    }

    long asked() {
        return asked;
    }

    /// Plans of statements, in their order, while some indexes are there and others are not.
    List<Outcome<String>> plans(Collection<Long> shown, Collection<Long> hidden, List<String> statements)
            throws SQLException {
        var plans = new ArrayList<Outcome<String>>();
        session.setAutoCommit(false);
        try {
            begin(shown, hidden);
            for (var statement : statements) {
                try {
                    plans.add(new Outcome.Good<>(plan(statement)));
                } catch (SQLException e) {
                    if (String.valueOf(e.getSQLState()).startsWith("08")) {
                        throw e;
                    }
                    plans.add(new Outcome.Failed<>(unplannable(statement, Reason.of(e))));
                    session.rollback();
                    begin(shown, hidden);
                }
            }
        } finally {
            session.rollback();
            session.setAutoCommit(true);
        }
        return plans;
    }

    private void begin(Collection<Long> shown, Collection<Long> hidden) throws SQLException {
        if (shown.isEmpty() && hidden.isEmpty()) {
            return;
        }
        try (var statement = session.createStatement()) {
            statement.execute("select perfdeck_lab.switch('" + array(shown) + "', '" + array(hidden) + "')");
        }
    }

    private static String array(Collection<Long> numbers) {
        return "{" + String.join(",", numbers.stream().map(String::valueOf).toList()) + "}";
    }

    private String plan(String text) throws SQLException {
        asked++;
        var one = single(text);
        boolean parameters = PARAMETER.matcher(one).find();
        if (!parameters) {
            return json("explain (verbose, format json) " + one);
        }
        var repaired = TYPED.matcher(one).replaceAll("$2::$1");
        return major >= 16 ? json("explain (verbose, format json, generic_plan) " + repaired) : prepared(repaired);
    }

    /// Before version 16: a prepared statement whose plan must not look at its values.
    private String prepared(String statement) throws SQLException {
        try (var session = this.session.createStatement()) {
            session.execute("set local plan_cache_mode = force_generic_plan");
            session.execute("prepare perfdeck_asked as " + statement);
            var values = "";
            try (var row = session.executeQuery("select coalesce(array_length(parameter_types, 1), 0)"
                    + " from pg_catalog.pg_prepared_statements where name = 'perfdeck_asked'")) {
                row.next();
                values = String.join(", ", java.util.Collections.nCopies(row.getInt(1), "null"));
            }
            try {
                return json("explain (verbose, format json) execute perfdeck_asked(" + values + ")");
            } finally {
                forget();
            }
        }
    }

    /// Prepared statements outlive a transaction; in one that has failed there is nothing to be had.
    private void forget() throws SQLException {
        try (var session = this.session.createStatement()) {
            session.execute("deallocate perfdeck_asked");
        } catch (SQLException e) {
            this.session.rollback();
            try (var again = this.session.createStatement()) {
                again.execute("deallocate all");
            }
        }
    }

    private String json(String explain) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery(explain)) {
            row.next();
            return row.getString(1);
        }
    }

    /// More than one would not be explained but run.
    private static String single(String text) throws SQLException {
        var parts = Parser.parseJdbcSql(text, true, false, true, false, false);
        if (parts.size() != 1) {
            throw new SQLException("one statement is wanted, not " + parts.size());
        }
        return parts.getFirst().nativeSql.strip();
    }

    private static Fault unplannable(String statement, String reason) {
        var start = statement.strip().lines().findFirst().orElse("");
        return new Fault.Rejected(
                "the statement " + (start.length() > 60 ? start.substring(0, 60) + "…" : start),
                reason,
                "one SELECT, INSERT, UPDATE, DELETE or MERGE that this database understands");
    }
}
