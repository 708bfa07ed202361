package dev.perfdeck.core.cache.stats;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counters of one resource type in this process. Counting is free of locks and never stops: a reset moves the base
/// line instead of zeroing an adder, so that no count is lost between two threads.
public final class Tally {
    private final LongAdder[] sums;
    private final LongAdder nearHits;
    private final long[] told = new long[Counter.values().length];
    private volatile long[] base = new long[Counter.values().length];

    Tally() {
        sums = new LongAdder[Counter.values().length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new LongAdder();
        }
        nearHits = sums[Counter.NEAR_HITS.ordinal()];
    }

    public void count(Counter counter) {
        sums[counter.ordinal()].increment();
    }

    /// A hit out of this process's own memory: one addition counts as both.
    public void countNearHit() {
        nearHits.increment();
    }

    private long sum(int counter) {
        long near = counter == Counter.HITS.ordinal() ? nearHits.sum() : 0;
        return sums[counter].sum() + near;
    }

    public void count(Counter counter, long times) {
        sums[counter.ordinal()].add(times);
    }

    /// Since the last reset.
    long value(Counter counter) {
        return sum(counter.ordinal()) - base[counter.ordinal()];
    }

    Map<Counter, Long> values() {
        var values = new EnumMap<Counter, Long>(Counter.class);
        for (var counter : Counter.values()) {
            values.put(counter, value(counter));
        }
        return values;
    }

    /// Starts at zero, and what is not told yet is never told. Touched by the flush only, as all that follows.
    void reset() {
        long[] now = new long[sums.length];
        for (int i = 0; i < sums.length; i++) {
            now[i] = sum(i);
            told[i] = now[i];
        }
        base = now;
    }

    /// What was counted since the last call; now considered told.
    long takeDelta(Counter counter) {
        int i = counter.ordinal();
        long sum = sum(i);
        long delta = sum - told[i];
        told[i] = sum;
        return delta;
    }
}
