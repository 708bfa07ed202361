package dev.perfdeck.model;

import java.util.Map;

/// Active sessions by what they wait for, on a grid of whole seconds.
///
/// @param firstSecond epoch second of the first value
/// @param byClass     one value per second and class; NaN is a second that was not sampled. Owned by the receiver
public record ActiveSessions(long firstSecond, Map<WaitClass, double[]> byClass) {
    public int size() {
        return byClass.values().stream()
                .mapToInt(values -> values.length)
                .findFirst()
                .orElse(0);
    }

    /// Average active sessions of one class over the seconds that were sampled; NaN where none was.
    public double average(WaitClass of) {
        double sum = 0;
        int sampled = 0;
        for (var value : byClass.getOrDefault(of, new double[0])) {
            if (!Double.isNaN(value)) {
                sum += value;
                sampled++;
            }
        }
        return sampled == 0 ? Double.NaN : sum / sampled;
    }
}
