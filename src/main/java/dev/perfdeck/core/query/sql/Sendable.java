package dev.perfdeck.core.query.sql;

/// What text PostgreSQL can be sent: no NUL, and no half of a surrogate pair, which would arrive as another character.
final class Sendable {
    private Sendable() {}

    static String check(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw new IllegalArgumentException(
                        what + " holds U+%04X at %d, which PostgreSQL does not take".formatted((int) c, i));
            }
            i += pair ? 1 : 0;
        }
        return text;
    }
}
