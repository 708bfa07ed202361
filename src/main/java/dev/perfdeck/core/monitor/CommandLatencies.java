package dev.perfdeck.core.monitor;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// One reply to `LATENCY HISTOGRAM`: calls of each command by bucket, since the server's statistics began. A bucket is
/// named by its upper bound in microseconds; bounds double. Pure.
///
/// @param buckets by command, `get` or `config|set`; a bucket without calls is absent
record CommandLatencies(Map<String, SortedMap<Long, Long>> buckets) {
    /// What a monitoring connection sends. Its question for the application's counters (HMGET) cannot be told from the
    /// application's own, and stays in: one call a second.
    private static final Set<String> ADMINISTRATIVE = Set.of("info", "client", "latency", "hello", "auth", "select");

    /// The same reply comes as maps or as flat pairs, by protocol; both are read, and what is neither is left out.
    static CommandLatencies parse(List<?> reply) {
        var buckets = new HashMap<String, SortedMap<Long, Long>>();
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            var command = String.valueOf(reply.get(i)).toLowerCase(Locale.ROOT);
            if (!ADMINISTRATIVE.contains(command.split("\\|", 2)[0]) && reply.get(i + 1) instanceof List<?> figures) {
                buckets.put(command, histogram(figures));
            }
        }
        return new CommandLatencies(buckets);
    }

    private static SortedMap<Long, Long> histogram(List<?> figures) {
        for (int i = 0; i + 1 < figures.size(); i += 2) {
            if ("histogram_usec".equals(figures.get(i)) && figures.get(i + 1) instanceof List<?> pairs) {
                return counts(pairs);
            }
        }
        return new TreeMap<>();
    }

    /// Counts are cumulative, and a bucket that adds nothing is not sent: what one adds is what it has over the last
    /// one that was.
    private static SortedMap<Long, Long> counts(List<?> pairs) {
        var counts = new TreeMap<Long, Long>();
        var carried = 0L;
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            if (pairs.get(i) instanceof Long bound && pairs.get(i + 1) instanceof Long cumulative) {
                counts.put(bound, cumulative - carried);
                carried = cumulative;
            }
        }
        return counts;
    }

    /// Whether the server began to count anew since `before`: nothing that was counted ever goes otherwise.
    boolean restartedSince(CommandLatencies before) {
        return before.buckets.entrySet().stream()
                .anyMatch(command -> command.getValue().entrySet().stream()
                        .anyMatch(then -> count(command.getKey(), then.getKey()) < then.getValue()));
    }

    /// Calls of all commands that came on top of `before`, by bucket. A command that is new counts from zero.
    SortedMap<Long, Long> since(CommandLatencies before) {
        var merged = new TreeMap<Long, Long>();
        buckets.forEach((command, counts) -> counts.forEach((bound, now) -> {
            var more = now - before.count(command, bound);
            if (more > 0) {
                merged.merge(bound, more, Long::sum);
            }
        }));
        return merged;
    }

    private long count(String command, long bound) {
        var counts = buckets.get(command);
        return counts == null ? 0 : counts.getOrDefault(bound, 0L);
    }
}
