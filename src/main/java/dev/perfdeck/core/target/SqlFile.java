package dev.perfdeck.core.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The text of an `.sql` file that lies beside its reader. A statement of ours has, after its first word, a comment
/// that marks it as ours in pg_stat_statements; PostgreSQL 18 drops a comment that stands before it.
public final class SqlFile {
    private SqlFile() {}

    /// @param path relative to the package of `reader`
    public static String read(Class<?> reader, String path) {
        try (var in = Objects.requireNonNull(reader.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
