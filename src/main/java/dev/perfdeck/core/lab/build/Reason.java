package dev.perfdeck.core.lab.build;

import java.sql.SQLException;
import java.util.Objects;

/// What PostgreSQL said, without its `ERROR:` and what follows the first line.
public final class Reason {
    private Reason() {}

    public static String of(SQLException e) {
        var text = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        var line = text.lines().findFirst().orElse(text);
        return line.startsWith("ERROR: ") ? line.substring("ERROR: ".length()) : line;
    }
}
