package dev.perfdeck.core.settings;

import java.util.regex.Pattern;

/// One value that somebody gave, and where: a line of the file or an environment variable.
///
/// @param where `file:line` or the variable's name
/// @param key   as written in the file, `pool_size`
/// @param value from the file: what TOML made of it; from the environment: a String
record Given(String where, String key, Object value, boolean fromEnvironment) {
    // not Double.parseDouble's own grammar: that takes "0x1p3", "1d" and blanks
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");

    String text() {
        if (value instanceof String text) {
            return text;
        }
        throw wrongType("text in double quotes");
    }

    /// Text that is there: not empty, no control characters.
    String line() {
        String text = text();
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw reject("is empty or holds control characters", "plain text on one line");
        }
        return text;
    }

    boolean flag() {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (fromEnvironment && (value.equals("true") || value.equals("false"))) {
            return value.equals("true");
        }
        throw wrongType("true or false");
    }

    long integer(long min, long max) {
        long number;
        if (value instanceof Long whole) {
            number = whole;
        } else if (fromEnvironment && INTEGER.matcher(text()).matches()) {
            number = Long.parseLong(text());
        } else {
            throw wrongType("a whole number from " + min + " to " + max);
        }
        if (number < min || number > max) {
            throw reject("is out of range", "a whole number from " + min + " to " + max);
        }
        return number;
    }

    double number(double min, double max) {
        double number;
        if (value instanceof Number given) {
            number = given.doubleValue();
        } else if (fromEnvironment && NUMBER.matcher(text()).matches()) {
            number = Double.parseDouble(text());
        } else {
            throw wrongType("a number from " + plain(min) + " to " + plain(max));
        }
        if (!(number >= min && number <= max)) {
            throw reject("is out of range", "a number from " + plain(min) + " to " + plain(max));
        }
        return number;
    }

    RuntimeException reject(String what, String expected) {
        return Rejection.of(where, Rejection.named(key) + " " + what, expected);
    }

    RuntimeException wrongType(String expected) {
        return reject("is not of the right type", expected);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
