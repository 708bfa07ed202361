package dev.perfdeck.core.lab;

import dev.perfdeck.core.lab.build.Reason;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.lab.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/// The session that plans. It explains, under a set of indexes that holds for one transaction, which is rolled back.
/// For one thread at a time.
final class Planner {
    private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]");
    /// What pg_stat_statements makes of `date '2026-01-01'` is not SQL any more.
    private static final Pattern TYPED =
            Pattern.compile("(?i)\\b(interval|date|timestamptz|timestamp|time|timetz)\\s+(\\$[0-9]+)");

    /// Sets of indexes in one message.
    private static final int AT_ONCE = 24;

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

    /// Statements that are planned while some indexes are there and others are not.
    record Asked(Collection<Long> shown, Collection<Long> hidden, List<String> statements) {
        boolean switches() {
            return !shown.isEmpty() || !hidden.isEmpty();
        }
    }

    /// Plans of statements, in their order. Many are sent at once, since each answer waited for costs more than some
    /// plans; where one of them fails, they are sent one by one.
    List<List<Outcome<String>>> plans(List<Asked> all) throws SQLException {
        var plans = new ArrayList<List<Outcome<String>>>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            var quick = together(some);
            if (quick.isPresent()) {
                plans.addAll(quick.get());
                continue;
            }
            for (var asked : some) {
                plans.add(plans(asked.shown(), asked.hidden(), asked.statements()));
            }
        }
        return plans;
    }

    private Optional<List<List<Outcome<String>>>> together(List<Asked> all) throws SQLException {
        try (var statement = session.createStatement()) {
            var message = message(all);
            if (message.isEmpty()) {
                return Optional.empty();
            }
            var read = new PlansRead(statement, statement.execute(message.get()));
            var plans = new ArrayList<List<Outcome<String>>>();
            for (var each : all) {
                if (each.switches()) {
                    read.next();
                }
                var here = new ArrayList<Outcome<String>>();
                for (int i = 0; i < each.statements().size(); i++) {
                    here.add(new Outcome.Good<>(read.next()));
                }
                plans.add(here);
                asked += here.size();
            }
            return Optional.of(plans);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            try (var statement = session.createStatement()) {
                statement.execute("rollback");
            }
            return Optional.empty();
        }
    }

    private Optional<String> message(List<Asked> all) throws SQLException {
        var text = new StringBuilder();
        for (var each : all) {
            text.append("begin;");
            if (each.switches()) {
                text.append(switching(each.shown(), each.hidden())).append(';');
            }
            for (var statement : each.statements()) {
                var explain = explaining(statement);
                if (explain.isEmpty()) {
                    return Optional.empty();
                }
                // A comment at its end must not hide what follows.
                text.append(explain.get()).append("\n;");
            }
            text.append("rollback;");
        }
        return Optional.of(text.toString());
    }

    /// The result sets among many results, one after another.
    private static final class PlansRead {
        private final Statement statement;
        private boolean rows;

        PlansRead(Statement statement, boolean rows) {
            this.statement = statement;
            this.rows = rows;
        }

        String next() throws SQLException {
            while (!rows) {
                rows = statement.getMoreResults();
                if (!rows && statement.getUpdateCount() == -1) {
                    throw new SQLException("fewer answers than questions");
                }
            }
            try (var row = statement.getResultSet()) {
                rows = false;
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }

    /// Plans of statements, in their order, while some indexes are there and others are not.
    private List<Outcome<String>> plans(Collection<Long> shown, Collection<Long> hidden, List<String> statements)
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
            statement.execute(switching(shown, hidden));
        }
    }

    private static String switching(Collection<Long> shown, Collection<Long> hidden) {
        return "select perfdeck_lab.switch('" + array(shown) + "', '" + array(hidden) + "')";
    }

    private static String array(Collection<Long> numbers) {
        return "{" + String.join(",", numbers.stream().map(String::valueOf).toList()) + "}";
    }

    private String plan(String text) throws SQLException {
        asked++;
        var explain = explaining(text);
        return explain.isPresent() ? json(explain.get()) : prepared(repaired(single(text)));
    }

    /// Empty where it takes more than one statement.
    private Optional<String> explaining(String text) throws SQLException {
        var one = single(text);
        if (!PARAMETER.matcher(one).find()) {
            return Optional.of("explain (verbose, format json) " + one);
        }
        return major >= 16
                ? Optional.of("explain (verbose, format json, generic_plan) " + repaired(one))
                : Optional.empty();
    }

    private static String repaired(String statement) {
        return TYPED.matcher(statement).replaceAll("$2::$1");
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
