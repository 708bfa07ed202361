package dev.perfdeck.app.advice;

import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.SqlFile;
import dev.perfdeck.model.advice.Counting;
import dev.perfdeck.model.advice.IndexUse;
import dev.perfdeck.model.advice.Surroundings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the source's own counters say around a workload. Two readings some seconds apart make rates of them, since what
/// they hold since the beginning includes the load of the data. Reads only; blocks; one thread.
public final class SourceCounters {
    private static final Duration APART = Duration.ofSeconds(3);
    private static final double STALE_SHARE = 0.2;
    private static final double STALE_ROWS = 1_000;

    private final PgTarget target;
    private final Map<String, Double> first = new HashMap<>();
    private final long begun = System.nanoTime();

    /// Takes the first reading.
    public SourceCounters(PgTarget target) {
        this.target = target;
        try (var connection = target.open(PgRole.READ)) {
            rows(connection, "table-counters", row -> first.put(row.getString(1), row.getDouble(2)));
        } catch (SQLException e) {
            throw target.fault(e);
        }
    }

    /// Takes the second reading, not before three seconds after the first.
    ///
    /// @param spanSeconds that the weights of the workload are calls of
    public Surroundings read(double spanSeconds) throws InterruptedException {
        long left = APART.toNanos() - (System.nanoTime() - begun);
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
        try (var connection = target.open(PgRole.READ)) {
            return read(connection, spanSeconds);
        } catch (SQLException e) {
            throw target.fault(e);
        }
    }

    private Surroundings read(Connection connection, double spanSeconds) throws SQLException {
        var writes = new HashMap<String, Double>();
        var stale = new HashMap<String, String>();
        var uses = new HashMap<String, IndexUse>();
        var counting = new Counting[] {Counting.unknown()};
        var keys = new HashMap<String, List<List<String>>>();
        double seconds = (System.nanoTime() - begun) / 1e9;
        rows(connection, "table-counters", row -> {
            String table = row.getString(1);
            double since = row.getDouble(2) - first.getOrDefault(table, 0.0);
            writes.put(table, Math.max(0, since) / seconds);
            stale(row).ifPresent(why -> stale.put(table, why));
        });
        rows(
                connection,
                "index-scans",
                row -> uses.put(
                        row.getString(1),
                        new IndexUse(row.getLong(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5))));
        rows(connection, "counting", row -> counting[0] = counting(row));
        rows(
                connection,
                "foreign-keys",
                row -> keys.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(Arrays.asList((String[]) row.getArray(2).getArray())));
        return new Surroundings(spanSeconds, writes, uses, counting[0], keys, stale);
    }

    private static Counting counting(ResultSet row) throws SQLException {
        var age = Duration.ofMillis(Math.max(0, Math.round(1000 * row.getDouble(1))));
        return new Counting(age, row.getBoolean(2), row.getBoolean(3), row.getInt(4));
    }

    private static Optional<String> stale(ResultSet row) throws SQLException {
        double live = row.getDouble(3);
        double modified = row.getDouble(4);
        if (row.getBoolean(5) && live >= STALE_ROWS) {
            return Optional.of("was never analyzed; the planner guesses");
        }
        return modified >= STALE_ROWS && modified > STALE_SHARE * live
                ? Optional.of(
                        String.format(Locale.ROOT, "%.0f of %.0f rows changed since it was analyzed", modified, live))
                : Optional.empty();
    }

    /// Seconds since pg_stat_statements began to count; since the server's start where it does not say.
    static double statementSeconds(PgTarget target) {
        try (var connection = target.open(PgRole.READ)) {
            var seconds = new double[] {Double.NaN};
            try {
                rows(connection, "statements-age", row -> seconds[0] = row.getDouble(1));
            } catch (SQLException before14) {
                rows(connection, "server-age", row -> seconds[0] = row.getDouble(1));
            }
            return Math.max(1, seconds[0]);
        } catch (SQLException e) {
            throw target.fault(e);
        }
    }

    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private static void rows(Connection connection, String name, Row each) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql(name))) {
            while (rows.next()) {
                each.read(rows);
            }
        }
    }

    private static String sql(String name) {
        return SqlFile.read(SourceCounters.class, name + ".sql");
    }
}
