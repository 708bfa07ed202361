package dev.perfdeck.app;

import dev.perfdeck.model.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How one figure is rounded for machines. Never depends on the locale; what is not finite is no data.
final class Figures {
    private Figures() {}

    /// One decimal: `245.5`, `8.0`.
    static @Nullable BigDecimal millis(double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP) : null;
    }

    /// Three decimals, for what may take microseconds: `0.012`.
    static @Nullable BigDecimal micros(double millis) {
        return Double.isFinite(millis) ? BigDecimal.valueOf(millis).setScale(3, RoundingMode.HALF_UP) : null;
    }

    /// At most two decimals, at least one: `72.25`, `72.5`, `60.0`.
    static @Nullable BigDecimal percent(double value) {
        return Double.isFinite(value) ? atLeastOneDecimal(value) : null;
    }

    static BigDecimal atLeastOneDecimal(double finite) {
        BigDecimal rounded = BigDecimal.valueOf(finite).setScale(2, RoundingMode.HALF_UP);
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 1 ? stripped.setScale(1) : stripped;
    }

    /// `5000`, but `5000.5`.
    static BigDecimal wholeIfWhole(double finite) {
        BigDecimal stripped = BigDecimal.valueOf(finite).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// To the second, in UTC: `2025-11-26T10:30:00Z`.
    static String time(Instant at) {
        return DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.SECONDS));
    }

    static @Nullable Boolean verdict(Verdict verdict) {
        return switch (verdict) {
            case MET -> Boolean.TRUE;
            case MISSED -> Boolean.FALSE;
            case UNKNOWN -> null;
        };
    }
}
