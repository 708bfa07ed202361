package dev.perfdeck.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A size as people write it, in bytes: `500MB`, `2GB`, `1.5gb`; powers of 1,024, as PostgreSQL has them.
final class Megabytes implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?([kmgt]?)b?");

    @Override
    public Long convert(String text) {
        var parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is no size, as 500MB or 2GB");
        }
        double unit = switch (parts.group(2)) {
            case "k" -> 1L << 10;
            case "g" -> 1L << 30;
            case "t" -> 1L << 40;
            case "m" -> 1L << 20;
            default -> 1;
        };
        return Math.round(Double.parseDouble(parts.group(1)) * unit);
    }
}
