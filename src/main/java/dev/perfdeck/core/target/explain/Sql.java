package dev.perfdeck.core.target.explain;

import dev.perfdeck.core.target.SqlFile;

/// The statements of this room, one a file, each marked as ours after its first word.
final class Sql {
    private Sql() {}

    /// @param name of the file, without `.sql`
    static String read(String name) {
        return SqlFile.read(Sql.class, name + ".sql");
    }
}
