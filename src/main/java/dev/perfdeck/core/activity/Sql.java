package dev.perfdeck.core.activity;

import dev.perfdeck.core.target.SqlFile;

/// The statements of this room, one a file. Each has, after its first word, a comment that marks it as ours in
/// pg_stat_statements; PostgreSQL 18 drops a comment that stands before it.
final class Sql {
    private Sql() {}

    /// @param name of the file, without `.sql`
    static String read(String name) {
        return SqlFile.read(Sql.class, name + ".sql");
    }

    /// A statement with the columns that a major version of the server has.
    static String read(String name, int version) {
        return read(name)
                .replace("${query_id}", version >= 14 ? "query_id" : "null::bigint")
                .replace("${waitstart}", version >= 14 ? "waitstart" : "null::timestamptz");
    }
}
