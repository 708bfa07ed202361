package dev.perfdeck.core.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The statements of this room, one a file. Each has, after its first word, a comment that
/// marks it as ours in pg_stat_statements; PostgreSQL 18 drops a comment that stands before it.
final class Sql {
    static final String MARKER = "/* perfdeck */";

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

    /// A statement about an extension that lives in `schema`.
    static String read(String name, String schema) {
        return read(name).replace("${schema}", '"' + schema.replace("\"", "\"\"") + '"');
    }
}
