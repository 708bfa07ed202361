package dev.perfdeck.core.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// A statement kept in a `.sql` file on the class path.
///
/// @param text the whole file, comments and all
public record Sql(String text) {
    /// `file` stands beside this class, or anywhere on the class path when it starts with `/`.
    public static Sql read(String file) {
        return read(Sql.class, file);
    }

    /// `file` stands beside that class.
    public static Sql read(Class<?> beside, String file) {
        try (var stream = beside.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + file);
            }
            return new Sql(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The statement alone, without comment lines and the closing semicolon.
    public String statement() {
        var bare = text.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return bare.strip().replaceFirst(";$", "");
    }

    /// What a comment line `-- Label: …` says; empty when there is none.
    public String note(String label) {
        var start = "-- " + label + ": ";
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }
}
