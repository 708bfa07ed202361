package dev.perfdeck.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Figures as text: the same rounding, grouping and sign for "not known" on every screen. Pure.
public final class Figures {
    public static final String UNKNOWN = "–";
    private static final List<String> BYTES = List.of("B", "kB", "MB", "GB", "TB", "PB");
    private static final double LARGEST_SHOWN = 1000;
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

    /// A rate with two significant digits at least: `0.3`, `7.5`, `1,842`; nothing at all is `0`.
    public static String rate(double value) {
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        return String.format(Locale.ROOT, value == 0 || value >= 100 ? "%,.0f" : "%.1f", value);
    }

    /// With its unit, in powers of 1,024: `812 B`, `4.2 kB`, `318 MB`; unknown where negative or NaN.
    public static String bytes(double value) {
        if (Double.isNaN(value) || value < 0) {
            return UNKNOWN;
        }
        var power = 0;
        var rest = value;
        while (rest >= LARGEST_SHOWN && power < BYTES.size() - 1) {
            rest /= 1024;
            power++;
        }
        return String.format(Locale.ROOT, power == 0 || rest >= 100 ? "%,.0f %s" : "%.1f %s", rest, BYTES.get(power));
    }

    /// With the unit that suits it: `85 µs`, `4.2 ms`, `12 s`, `5 min`, `3 h`, `2 d`.
    public static String time(Duration time) {
        if (time.toSeconds() >= 1) {
            return longTime(time);
        }
        return time.toNanos() < 1_000_000 ? count(time.toNanos() / 1000) + " µs" : millis(time.toNanos() / 1e6) + " ms";
    }

    private static String longTime(Duration time) {
        var seconds = time.toSeconds();
        if (seconds < 120) {
            return seconds < 10 ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3) : seconds + " s";
        }
        var minutes = time.toMinutes();
        return minutes < 120 ? minutes + " min" : minutes < 2880 ? time.toHours() + " h" : time.toDays() + " d";
    }

    public static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /// A count that fits where there is little room: exact below a million, then `104.2 M`.
    public static String brief(long count) {
        return count < 1_000_000 ? count(count) : String.format(Locale.ROOT, "%,.1f M", count / 1e6);
    }
}
