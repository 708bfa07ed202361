package dev.perfdeck.core.query.sql;

import java.nio.charset.StandardCharsets;

/// An identifier, always quoted when rendered. PostgreSQL would cut one of more than 63 bytes silently, and so name
/// another thing than the one that was meant.
record Name(String text) {
    private static final int MOST_BYTES = 63;

    Name {
        Sendable.check("an identifier", text);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("an identifier has 1 to 63 bytes of UTF-8, not " + bytes);
        }
    }

    String quoted() {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
