package dev.perfdeck.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How many rows a table may have: 1 to 10,000.
final class Limit implements ITypeConverter<Integer> {
    private static final int MOST = 10_000;

    @Override
    public Integer convert(String text) {
        if (text.matches("\\d{1,5}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        }
        throw new TypeConversionException("'" + text + "' is no whole number from 1 to " + MOST);
    }
}
