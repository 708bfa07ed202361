package dev.perfdeck.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A time as people write it: `30s`, `5m`, `1h`; at least a second, at most a day.
final class Span implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})([smh]?)");
    private static final Duration LONGEST = Duration.ofDays(1);

    @Override
    public Duration convert(String text) {
        var parts = FORM.matcher(text);
        if (parts.matches()) {
            long number = Long.parseLong(parts.group(1));
            var span = switch (parts.group(2)) {
                case "h" -> Duration.ofHours(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofSeconds(number);
            };
            if (span.isPositive() && span.compareTo(LONGEST) <= 0) {
                return span;
            }
        }
        throw new TypeConversionException("'" + text + "' is no time from 1s to 24h, as 30s or 5m");
    }
}
