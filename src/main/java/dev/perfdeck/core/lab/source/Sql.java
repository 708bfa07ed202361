package dev.perfdeck.core.lab.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The statements of this room, one a file. Each has, after its first word, a comment that marks it as ours.
final class Sql {
    private Sql() {}

    /// @param name of the file, without `.sql`
    static String read(String name) {
        var file = name + ".sql";
        try (var in = Objects.requireNonNull(Sql.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
