package dev.perfdeck.core.target;

import org.jspecify.annotations.Nullable;

/// Reads foreign exceptions: their first line, their causes.
final class Words {
    private static final int LONGEST = 300;

    private Words() {}

    /// First line of a message, at most 300 characters, without control characters.
    static String firstLine(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "no reason given";
        }
        var line = message.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        @Nullable Throwable at = e;
        for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
