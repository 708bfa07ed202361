package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Metric.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses the range of values and their ticks: 1, 2, 5 steps, 1024 steps for bytes, percents within 0 to 100. Pure.
final class ValueAxis {
    /// Beyond this no sum of two values is safe.
    private static final double HUGE = 1e300;

    private static final double KIBI = 1024;

    private ValueAxis() {}

    /// The range for values from `least` to `greatest` (NaN for none). An axis that still fits well enough is kept, so
    /// that it
    /// does not jump with every sample: it grows at once and shrinks when less than half of it is needed.
    ///
    /// @param before the range shown until now, null for none
    static Range fit(@Nullable Range before, double least, double greatest, Unit unit) {
        double low = tame(least, 0);
        double high = Math.max(low, tame(greatest, low));
        Range wanted = unit == Unit.PERCENT ? percent(low, high) : open(low, high, unit);
        return before != null && keeps(before, wanted, low, high) ? before : wanted;
    }

    /// Round values within the range, at most `most` of them (at least two), in rising order.
    static List<Double> ticks(Range range, Unit unit, int most) {
        double step = step((range.high() - range.low()) / Math.max(1, most - 1), unit);
        List<Double> ticks = new ArrayList<>();
        double first = Math.ceil(range.low() / step);
        for (int i = 0; i < Math.max(2, most); i++) {
            double tick = (first + i) * step;
            if (range.contains(tick)) {
                ticks.add(tick + 0.0);
            }
        }
        return ticks;
    }

    private static boolean keeps(Range before, Range wanted, double low, double high) {
        boolean holds = before.low() <= wanted.low() && before.low() <= low && before.high() >= high;
        return holds && wanted.high() - wanted.low() >= 0.5 * (before.high() - before.low());
    }

    /// Percents show all up to 100 when they are high, else from 0 up to what is needed.
    private static Range percent(double least, double greatest) {
        double low = Math.clamp(least, 0, 100);
        double high = Math.clamp(greatest, 0, 100);
        if (low >= 40) {
            return new Range(Math.min(80, Math.floor(low / 20) * 20), 100);
        }
        return new Range(0, Math.min(100, Math.max(1, roundUp(high, Unit.PERCENT))));
    }

    private static Range open(double least, double greatest, Unit unit) {
        double high = Math.max(roundUp(greatest, unit), least < 0 ? 0 : smallest(unit));
        return new Range(least < 0 ? -roundUp(-least, unit) : 0, high);
    }

    /// A few per cent of air above the greatest value, then up to a quarter of a 1-2-5 step.
    private static double roundUp(double value, Unit unit) {
        if (value <= 0) {
            return 0;
        }
        double step = step(value / 10, unit);
        return Math.ceil(value * 1.02 / step) * step;
    }

    private static double smallest(Unit unit) {
        return switch (unit) {
            case COUNT -> 4;
            case BYTES -> KIBI;
            case MILLISECONDS, PERCENT, PER_SECOND -> 1;
        };
    }

    /// The least round step that is not below the raw one.
    private static double step(double raw, Unit unit) {
        double base = unit == Unit.BYTES ? Math.pow(KIBI, Math.floor(Math.log(Math.max(1, raw)) / Math.log(KIBI))) : 1;
        double part = Math.max(raw, Double.MIN_NORMAL) / base;
        double ten = Math.pow(10, Math.floor(Math.log10(part)));
        double share = part / ten;
        double step = base * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10) * ten;
        return unit == Unit.COUNT ? Math.max(1, step) : step;
    }

    private static double tame(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : Math.clamp(value, -HUGE, HUGE) + 0.0;
    }
}
