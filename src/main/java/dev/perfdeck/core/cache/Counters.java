package dev.perfdeck.core.cache;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// This process's counters. Counting is free of locks and never stops: a reset moves the base line instead of zeroing
/// an adder, so that no count is lost between two threads.
final class Counters {
    private static final class Line {
        final LongAdder sum = new LongAdder();
        volatile long base;
        /// What Redis has been told; touched by the flush only.
        long told;
    }

    private final Map<Counter, Line> lines = new EnumMap<>(Counter.class);

    Counters() {
        for (var counter : Counter.values()) {
            lines.put(counter, new Line());
        }
    }

    void count(Counter counter, long times) {
        line(counter).sum.add(times);
    }

    /// Since the last reset.
    long value(Counter counter) {
        var line = line(counter);
        return line.sum.sum() - line.base;
    }

    void rebase() {
        lines.values().forEach(line -> line.base = line.sum.sum());
    }

    /// What was counted since the last call; now considered told.
    long takeDelta(Counter counter) {
        var line = line(counter);
        long sum = line.sum.sum();
        long delta = sum - line.told;
        line.told = sum;
        return delta;
    }

    void dropDeltas() {
        lines.values().forEach(line -> line.told = line.sum.sum());
    }

    /// The telling failed: the next delta carries it again.
    void giveBack(Counter counter, long delta) {
        line(counter).told -= delta;
    }

    private Line line(Counter counter) {
        var line = lines.get(counter);
        if (line == null) {
            throw new IllegalStateException("no line for " + counter);
        }
        return line;
    }
}
