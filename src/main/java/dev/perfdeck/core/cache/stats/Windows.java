package dev.perfdeck.core.cache.stats;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/// Hit rates over the last minutes, from differences of counters, not from totals since the start. Samples are taken
/// every few seconds; a reset begins anew, so that no rate is ever negative. Safe on any thread.
public final class Windows {
    private static final Duration KEPT = Duration.ofHours(1);

    private record Sample(long nanos, Map<String, Map<Counter, Long>> values) {}

    private final Tallies tallies;
    private final Deque<Sample> samples = new ArrayDeque<>();

    public Windows(Tallies tallies) {
        this.tallies = tallies;
        sample();
    }

    public synchronized void sample() {
        long now = System.nanoTime();
        samples.addLast(new Sample(now, tallies.values()));
        while (now - samples.getFirst().nanos() > KEPT.toNanos()) {
            samples.removeFirst();
        }
    }

    public synchronized void reset() {
        samples.clear();
        sample();
    }

    /// What was counted in about the last `window`, by type; shorter when this process or a reset is younger.
    public synchronized Map<String, Map<Counter, Long>> counts(Duration window) {
        var then = at(System.nanoTime() - window.toNanos()).values();
        var counts = new TreeMap<String, Map<Counter, Long>>();
        tallies.values().forEach((type, now) -> counts.put(type, minus(now, then.getOrDefault(type, Map.of()))));
        return counts;
    }

    private Sample at(long nanos) {
        Iterator<Sample> newestFirst = samples.descendingIterator();
        var found = newestFirst.next();
        while (found.nanos() - nanos > 0 && newestFirst.hasNext()) {
            found = newestFirst.next();
        }
        return found;
    }

    private static Map<Counter, Long> minus(Map<Counter, Long> now, Map<Counter, Long> then) {
        var counts = new EnumMap<Counter, Long>(Counter.class);
        now.forEach((counter, count) -> counts.put(counter, Math.max(0, count - then.getOrDefault(counter, 0L))));
        return counts;
    }
}
