package dev.perfdeck.core.migrate.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/// The statements of this room, one a file.
final class Sql {
    private static final int LAST_SCAN = 16;
    private static final int NULLS_NOT_DISTINCT = 15;

    private Sql() {}

    /// @param name of the file, without `.sql`
    static String read(String name) {
        var file = name + ".sql";
        try (var in = Objects.requireNonNull(Sql.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A statement with the columns that a major version of the server has.
    static String read(String name, int version) {
        return read(name)
                .replace(
                        "${lastscan}",
                        version >= LAST_SCAN ? "pg_stat_get_lastscan(i.indexrelid)" : "null::timestamptz")
                .replace("${nullsnotdistinct}", version >= NULLS_NOT_DISTINCT ? "i.indnullsnotdistinct" : "false");
    }
}
