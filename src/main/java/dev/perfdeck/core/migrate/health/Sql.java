package dev.perfdeck.core.migrate.health;

import dev.perfdeck.core.target.SqlFile;
import java.util.stream.Collectors;

/// The statements of this room, one a file.
final class Sql {
    private static final int LAST_SCAN = 16;
    private static final int NULLS_NOT_DISTINCT = 15;

    private Sql() {}

    /// @param name of the file, without `.sql`
    static String read(String name) {
        return SqlFile.read(Sql.class, name + ".sql")
                .lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"));
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
