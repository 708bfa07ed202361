package dev.perfdeck.core.cache.stats;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The counters of this process by resource type. Safe on any thread.
public final class Tallies {
    /// For what belongs to no single type, as an invalidation by pattern does: it counts in the sums only.
    public static final String UNTYPED = "";

    private final ConcurrentMap<String, Tally> byType = new ConcurrentHashMap<>();

    public Tally of(String type) {
        var tally = byType.get(type);
        return tally != null ? tally : byType.computeIfAbsent(type, _ -> new Tally());
    }

    /// Since the last reset, by type.
    public Map<String, Map<Counter, Long>> values() {
        var all = new TreeMap<String, Map<Counter, Long>>();
        byType.forEach((type, tally) -> {
            if (!type.equals(UNTYPED)) {
                all.put(type, tally.values());
            }
        });
        return all;
    }

    /// Since the last reset, of all types together.
    public Map<Counter, Long> sums() {
        var sums = new EnumMap<Counter, Long>(Counter.class);
        for (var counter : Counter.values()) {
            sums.put(counter, sum(counter));
        }
        return sums;
    }

    public long sum(Counter counter) {
        return byType.values().stream().mapToLong(tally -> tally.value(counter)).sum();
    }

    void reset() {
        byType.values().forEach(Tally::reset);
    }

    /// A field of the shared hash and what is to be added to it.
    record Delta(String field, long count) {}

    List<Delta> takeDeltas() {
        var sums = new EnumMap<Counter, Long>(Counter.class);
        var deltas = new ArrayList<Delta>();
        byType.forEach((type, tally) -> {
            for (var counter : Counter.values()) {
                long delta = tally.takeDelta(counter);
                if (delta != 0) {
                    if (!type.equals(UNTYPED)) {
                        deltas.add(new Delta(SharedHash.fieldOf(type, counter), delta));
                    }
                    sums.merge(counter, delta, Long::sum);
                }
            }
        });
        sums.forEach((counter, delta) -> deltas.add(new Delta(counter.field(), delta)));
        return deltas;
    }
}
