package dev.perfdeck.core.activity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The statements of this room, one a file. Each has, after its first word, a comment that marks it as ours in
/// pg_stat_statements; PostgreSQL 18 drops a comment that stands before it.
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

    /// A statement with the columns that a major version of the server has.
    static String read(String name, int version) {
        return read(name)
                .replace("${query_id}", version >= 14 ? "query_id" : "null::bigint")
                .replace("${waitstart}", version >= 14 ? "waitstart" : "null::timestamptz");
    }
}
