package dev.perfdeck.core.activity;

import dev.perfdeck.model.ActiveSessions;
import dev.perfdeck.model.SessionGroup;
import dev.perfdeck.model.WaitClass;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Active sessions by what they waited for, second by second, for an hour. A slot holds the second it was written for,
/// so a jump of the clock or a server that did not answer leaves a gap.
///
/// Safe on any thread; a read copies at most 3,600 numbers per class under a lock.
public final class ActivityHistory {
    public static final int SECONDS = 3_600;

    private static final WaitClass[] CLASSES = WaitClass.values();

    private final double[][] values = new double[CLASSES.length][SECONDS];
    private final long[] seconds = new long[SECONDS];
    private long latest = Long.MIN_VALUE;

    public ActivityHistory() {
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    /// Says what time it is: a second that is never filed is a gap.
    public synchronized void begin(long second) {
        latest = second;
    }

    /// Files a head count. Ignored for seconds that have left the hour or have not begun.
    public synchronized void file(long second, List<SessionGroup> groups) {
        if (second > latest || latest - second >= SECONDS) {
            return;
        }
        var slot = slot(second);
        seconds[slot] = second;
        for (var ring : values) {
            ring[slot] = 0;
        }
        for (var group : groups) {
            if (group.active()) {
                values[WaitClass.of(group.waitType()).ordinal()][slot] += group.count();
            }
        }
    }

    /// The last `span` up to the newest second; empty before the first.
    public synchronized ActiveSessions window(Duration span) {
        var size = latest == Long.MIN_VALUE ? 0 : Math.clamp(span.toSeconds(), 1, SECONDS);
        var first = latest == Long.MIN_VALUE ? 0 : latest - size + 1;
        Map<WaitClass, double[]> byClass = new EnumMap<>(WaitClass.class);
        for (var of : CLASSES) {
            byClass.put(of, copy(values[of.ordinal()], first, size));
        }
        return new ActiveSessions(first, byClass);
    }

    private double[] copy(double[] ring, long first, int size) {
        var copy = new double[size];
        for (int i = 0; i < size; i++) {
            var slot = slot(first + i);
            copy[i] = seconds[slot] == first + i ? ring[slot] : Double.NaN;
        }
        return copy;
    }

    private static int slot(long second) {
        return Math.floorMod(second, SECONDS);
    }
}
