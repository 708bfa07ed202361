package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.locks.Relations;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The scripts of `lint/*.sql`: what each is expected to be told stands in its first lines.
public final class Scripts {
    private Scripts() {}

    /// @param expected findings as `rule at line`, hints as well, but for `require-lock-timeout`
    /// @param executeInTransaction as the script's `.conf` would say
    public record Script(String name, String sql, List<String> expected, boolean executeInTransaction) {
        public boolean good() {
            return name.startsWith("good");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static List<Script> all() throws IOException {
        try (var files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(Scripts::read)
                    .toList();
        }
    }

    /// The schema that they are meant for, as far as its own script tells it.
    public static Relations schema() throws IOException {
        return ScriptReview.of(schemaSql(), /* flywayExecuteInTransaction= */ true)
                .after();
    }

    public static String schemaSql() throws IOException {
        return Files.readString(folder().resolve("../trace/schema.sql"));
    }

    /// Some rows for it.
    public static String rowsSql() throws IOException {
        return Files.readString(folder().resolve("../trace/rows.sql"));
    }

    static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(Scripts.class.getResource("good-index.sql"))
                            .toURI())
                    .resolveSibling(".");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Script read(Path file) {
        try {
            var sql = Files.readString(file);
            var line = sql.lines()
                    .filter(it -> it.startsWith("-- expects:"))
                    .findFirst()
                    .orElseThrow();
            var expected = line.substring("-- expects:".length()).strip();
            return new Script(
                    file.getFileName().toString().replace(".sql", ""),
                    sql,
                    expected.isEmpty() ? List.of() : List.of(expected.split(", ")),
                    !sql.contains("-- executeInTransaction: false"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
