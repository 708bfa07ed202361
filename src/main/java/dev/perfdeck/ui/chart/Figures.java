package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Metric.Unit;
import java.util.Locale;

/// Writes values as people read them: three or four figures, thousands parted, with or without the unit. Pure.
final class Figures {
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Figures() {}

    /// `5,890 ms`, `72.3 %`, `41.2 /s`, `318 MB`.
    static String withUnit(double value, Unit unit) {
        return switch (unit) {
            case BYTES -> bytes(value);
            case COUNT -> plain(value);
            case MILLISECONDS, PERCENT, PER_SECOND -> plain(value) + " " + symbol(unit);
        };
    }

    /// As it stands at a tick, where the chart's title names the unit.
    static String bare(double value, Unit unit) {
        return unit == Unit.BYTES ? bytes(value) : plain(value);
    }

    static String symbol(Unit unit) {
        return switch (unit) {
            case MILLISECONDS -> "ms";
            case PERCENT -> "%";
            case PER_SECOND -> "/s";
            case COUNT, BYTES -> "";
        };
    }

    private static String bytes(double value) {
        int power = 0;
        double rest = value;
        while (Math.abs(rest) >= 1024 && power < BYTES.length - 1) {
            rest /= 1024;
            power++;
        }
        return plain(rest) + " " + BYTES[power];
    }

    private static String plain(double value) {
        double size = Math.abs(value);
        if (size >= 1e9) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        int digits = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
        String text = String.format(Locale.ROOT, "%,." + digits + "f", value + 0.0);
        return digits == 0 ? text : text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }
}
