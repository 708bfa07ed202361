package dev.perfdeck.core.monitor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns counters that only rise into deltas between two samples. Where the counters started anew - a mark changed, or
/// any of them fell - there is no delta but a new baseline, and words for it.
///
/// Pure arithmetic; not safe for several threads.
final class Rates {
    private static final double SECOND_NANOS = 1e9;

    private final String fallen;
    private @Nullable Sample last;

    /// @param fallen what to say when counters fell though no mark changed
    Rates(String fallen) {
        this.fallen = fallen;
    }

    /// What stays the same while counters can be compared.
    ///
    /// @param words what to say when the value is new
    record Mark(String value, String words) {}

    /// @param marks the most telling first; the same number in every sample
    record Sample(long nanos, List<Mark> marks, Map<String, Long> counters) {}

    /// The first sample gives an empty delta without words.
    Delta next(Sample now) {
        var before = last;
        last = now;
        if (before == null) {
            return Delta.none(Optional.empty());
        }
        var words = changed(before, now);
        return words.isPresent() ? Delta.none(words) : new Delta(before, now, Optional.empty());
    }

    private Optional<String> changed(Sample before, Sample now) {
        for (int i = 0; i < Math.min(before.marks.size(), now.marks.size()); i++) {
            if (!before.marks.get(i).value().equals(now.marks.get(i).value())) {
                return Optional.of(now.marks.get(i).words());
            }
        }
        var fell = now.counters.entrySet().stream()
                .anyMatch(e -> e.getValue() < before.counters.getOrDefault(e.getKey(), Long.MIN_VALUE));
        return fell ? Optional.of(fallen) : Optional.empty();
    }

    /// What happened between two samples. A counter that one of them lacks is NaN.
    ///
    /// @param restart words for a new baseline; everything is NaN then
    record Delta(@Nullable Sample from, @Nullable Sample to, Optional<String> restart) {
        static Delta none(Optional<String> restart) {
            return new Delta(null, null, restart);
        }

        double of(String counter) {
            if (from == null || to == null) {
                return Double.NaN;
            }
            var a = from.counters.get(counter);
            var b = to.counters.get(counter);
            return a == null || b == null ? Double.NaN : (double) (b - a);
        }

        double perSecond(String counter) {
            var seconds = seconds();
            return seconds > 0 ? of(counter) / seconds : Double.NaN;
        }

        double seconds() {
            return from == null || to == null ? Double.NaN : (to.nanos - from.nanos) / SECOND_NANOS;
        }
    }

    /// `100 * part / (part + rest)`; NaN without traffic.
    static double percent(double part, double rest) {
        return part + rest > 0 ? 100.0 * part / (part + rest) : Double.NaN;
    }
}
