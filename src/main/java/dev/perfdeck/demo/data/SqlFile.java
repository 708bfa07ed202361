package dev.perfdeck.demo.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The text of an `.sql` file that lies beside its reader.
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
