package dev.perfdeck.core.monitor;

import dev.perfdeck.core.monitor.StatementSnapshot.Entry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// What each statement cost, interval by interval, for the last hour: the 200 costliest of each interval and the time
/// of
/// all. Safe on any thread.
final class StatementLog {
    private static final int KEPT = 200;

    private final ArrayDeque<Interval> intervals = new ArrayDeque<>();

    /// @param allMillis of every statement that a client sent, kept here or not
    private record Interval(long second, StatementKey[] keys, Entry[] costs, double allMillis) {}

    /// @param sharePercent of the time of all statements
    record Cost(StatementKey key, Entry sum, double sharePercent) {}

    synchronized void add(long second, Map<StatementKey, Entry> deltas) {
        var top = deltas.entrySet().stream()
                .sorted(Comparator.comparingDouble(e -> -e.getValue().millis()))
                .limit(KEPT)
                .toList();
        var keys = top.stream().map(Map.Entry::getKey).toArray(StatementKey[]::new);
        var costs = top.stream().map(Map.Entry::getValue).toArray(Entry[]::new);
        // A nested statement's time is already in the time of the one that called it.
        var all = deltas.entrySet().stream()
                .filter(e -> e.getKey().topLevel())
                .mapToDouble(e -> e.getValue().millis())
                .sum();
        intervals.addLast(new Interval(second, keys, costs, all));
        while (intervals.getFirst().second <= second - History.SECONDS) {
            intervals.removeFirst();
        }
    }

    /// The `limit` statements that took most time in the last `span` before `now`.
    synchronized List<Cost> costliest(long now, Duration span, int limit) {
        var sums = new HashMap<StatementKey, Entry>();
        var all = 0.0;
        for (var interval : within(now, span)) {
            all += interval.allMillis;
            for (int i = 0; i < interval.keys.length; i++) {
                sums.merge(interval.keys[i], interval.costs[i], StatementLog::plus);
            }
        }
        var total = all;
        return sums.entrySet().stream()
                .sorted(Comparator.comparingDouble(e -> -e.getValue().millis()))
                .limit(limit)
                .map(e -> new Cost(
                        e.getKey(),
                        e.getValue(),
                        Rates.percent(
                                e.getValue().millis(), total - e.getValue().millis())))
                .toList();
    }

    /// A statement's mean in milliseconds, interval by interval, oldest first; NaN where it was not called.
    synchronized double[] trend(String key, long now, Duration span) {
        return within(now, span).stream()
                .flatMapToDouble(interval -> DoubleStream.of(mean(interval, key)))
                .toArray();
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

    private static double mean(Interval interval, String key) {
        for (int i = 0; i < interval.keys.length; i++) {
            if (interval.keys[i].toString().equals(key)) {
                return interval.costs[i].millis() / interval.costs[i].calls();
            }
        }
        return Double.NaN;
    }

    private static Entry plus(Entry a, Entry b) {
        return new Entry(a.calls() + b.calls(), a.millis() + b.millis(), a.rows() + b.rows(), b.since());
    }
}
