package dev.perfdeck.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A size as people write it, in bytes: `500MB`, `2GB`, `1.5gb`; powers of ten.
final class Megabytes implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?([kmgt]?)b?");

    @Override
    public Long convert(String text) {
        var parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is no size, as 500MB or 2GB");
        }
        double unit = switch (parts.group(2)) {
            case "k" -> 1e3;
            case "g" -> 1e9;
            case "t" -> 1e12;
            case "m" -> 1e6;
            default -> 1;
        };
        return Math.round(Double.parseDouble(parts.group(1)) * unit);
    }
}
