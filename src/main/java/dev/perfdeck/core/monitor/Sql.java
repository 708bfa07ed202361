package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.SqlFile;

/// The statements of this room, one a file. Each has, after its first word, a comment that
/// marks it as ours in pg_stat_statements; PostgreSQL 18 drops a comment that stands before it.
final class Sql {
    static final String MARKER = "/* perfdeck */";

    private Sql() {}

    /// @param name of the file, without `.sql`
    static String read(String name) {
        return SqlFile.read(Sql.class, name + ".sql");
    }

    /// A statement about an extension that lives in `schema`.
    static String read(String name, String schema) {
        return read(name).replace("${schema}", '"' + schema.replace("\"", "\"\"") + '"');
    }
}
