package dev.perfdeck.ui;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Figures as text: the same rounding, grouping and sign for "not known" on every screen. Pure.
public final class Figures {
    public static final String UNKNOWN = "–";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Figures() {}

    /// Milliseconds with three significant digits at most: `0.42`, `7.3`, `5,930`.
    public static String millis(double value) {
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        var pattern = value < 1 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, pattern, value);
    }

    public static String percent(double value) {
        return Double.isNaN(value) ? UNKNOWN : String.format(Locale.ROOT, "%.1f", value);
    }

    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    public static String clock(Instant at) {
        return CLOCK.format(at);
    }
}
