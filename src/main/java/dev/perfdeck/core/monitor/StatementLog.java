package dev.perfdeck.core.monitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What each statement cost, interval by interval, for the last hour, and the time of all. An interval keeps its
/// thousand weightiest statements; where the hour grows too big, the oldest ones keep two hundred. Safe on any thread.
final class StatementLog {
    private static final int MOST = 1_000;
    private static final int LEAST = 200;
    /// How long the first interval is taken to be.
    private static final int POLL_SECONDS = 5;
    /// Rows of the whole hour: 15 MB.
    private static final int BUDGET = 150_000;

    /// The time comes first and fills half the places; the rest goes to what is heavy in other ways.
    private static final int[] ALSO = {Tally.CALLS, Tally.ROWS, Tally.READ, Tally.TEMP, Tally.WAL};

    private final ArrayDeque<Interval> intervals = new ArrayDeque<>();
    private int rows;

    /// Whose time it was.
    record Owner(long user, long database) {
        static Owner of(StatementKey key) {
            return new Owner(key.user(), key.database());
        }
    }

    /// @param millis of every statement that a client sent, kept here or not
    private record Interval(long second, StatementTable statements, Map<Owner, Double> millis) {}

    /// @param statements one row each
    /// @param millis     of all statements that clients sent
    record Sums(StatementTable statements, Map<Owner, Double> millis) {}

    synchronized void add(long second, StatementTable deltas) {
        intervals.addLast(new Interval(second, weightiest(deltas, MOST), owners(deltas)));
        rows += intervals.getLast().statements.size();
        while (intervals.getFirst().second <= second - History.SECONDS) {
            rows -= intervals.removeFirst().statements.size();
        }
        if (rows > BUDGET) {
            shrink();
        }
    }

    /// What every statement took in the last `span` before `now`.
    synchronized Sums sums(long now, Duration span) {
        var found = new HashMap<StatementKey, Integer>();
        var sums = new StatementTable.Rows(LEAST);
        var millis = new HashMap<Owner, Double>();
        for (var interval : within(now, span)) {
            interval.millis.forEach((owner, more) -> millis.merge(owner, more, Double::sum));
            for (int row = 0; row < interval.statements.size(); row++) {
                var key = interval.statements.key(row);
                var known = found.putIfAbsent(key, sums.size());
                if (known == null) {
                    sums.copy(interval.statements, row, key);
                } else {
                    sums.plus(known, interval.statements, row);
                }
            }
        }
        return new Sums(sums.table(), millis);
    }

    /// A statement's mean in milliseconds, interval by interval, oldest first; NaN where it was not called.
    synchronized double[] trend(StatementKey key, long now, Duration span) {
        return within(now, span).stream()
                .mapToDouble(interval -> mean(interval.statements, interval.statements.find(key)))
                .toArray();
    }

    /// The same on a grid of whole seconds, one value at the second of each reading.
    synchronized double[] means(StatementKey key, long now, Duration span) {
        var grid = new double[(int) span.toSeconds()];
        Arrays.fill(grid, Double.NaN);
        for (var interval : within(now, span)) {
            var at = (int) (interval.second - now + span.toSeconds() - 1);
            grid[at] = mean(interval.statements, interval.statements.find(key));
        }
        return grid;
    }

    /// A statement's calls a second on the same grid; nought where it was not called, NaN before the first reading.
    synchronized double[] rates(StatementKey key, long now, Duration span) {
        var grid = new double[(int) span.toSeconds()];
        Arrays.fill(grid, Double.NaN);
        var before = Long.MIN_VALUE;
        for (var interval : intervals) {
            var at = interval.second - now + span.toSeconds() - 1;
            if (at >= 0 && at < grid.length) {
                var row = interval.statements.find(key);
                var seconds = before == Long.MIN_VALUE ? POLL_SECONDS : Math.max(1, interval.second - before);
                grid[(int) at] = row < 0 ? 0 : interval.statements.at(row, Tally.CALLS) / seconds;
            }
            before = interval.second;
        }
        return grid;
    }

    /// A nested statement's time is already in the time of the one that called it.
    static Map<Owner, Double> owners(StatementTable table) {
        var millis = new HashMap<Owner, Double>();
        for (int row = 0; row < table.size(); row++) {
            if (table.key(row).topLevel()) {
                millis.merge(Owner.of(table.key(row)), table.at(row, Tally.MILLIS), Double::sum);
            }
        }
        return Map.copyOf(millis);
    }

    private List<Interval> within(long now, Duration span) {
        var found = new ArrayList<Interval>();
        for (var interval : intervals) {
            if (interval.second > now - span.toSeconds() && interval.second <= now) {
                found.add(interval);
            }
        }
        return found;
    }

    private void shrink() {
        var all = List.copyOf(intervals);
        intervals.clear();
        for (var interval : all) {
            var fewer = rows > BUDGET ? weightiest(interval.statements, LEAST) : interval.statements;
            rows -= interval.statements.size() - fewer.size();
            intervals.add(new Interval(interval.second, fewer, interval.millis));
        }
    }

    private static StatementTable weightiest(StatementTable table, int most) {
        if (table.size() <= most) {
            return table;
        }
        var chosen = new boolean[table.size()];
        mark(table, Tally.MILLIS, most / 2, chosen);
        for (int field : ALSO) {
            mark(table, field, most / 2 / ALSO.length, chosen);
        }
        return table.pick(
                IntStream.range(0, chosen.length).filter(row -> chosen[row]).toArray());
    }

    /// Marks the rows with the greatest figures above zero; where the last of them have equals, none of these.
    private static void mark(StatementTable table, int field, int most, boolean[] chosen) {
        var sorted = new double[table.size()];
        Arrays.setAll(sorted, row -> table.at(row, field));
        Arrays.sort(sorted);
        var beaten = Math.max(0, sorted[sorted.length - most - 1]);
        for (int row = 0; row < chosen.length; row++) {
            chosen[row] |= table.at(row, field) > beaten;
        }
    }

    private static double mean(StatementTable table, int row) {
        return row < 0 ? Double.NaN : table.at(row, Tally.MILLIS) / table.at(row, Tally.CALLS);
    }
}
