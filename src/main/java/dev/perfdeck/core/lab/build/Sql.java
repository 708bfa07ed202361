package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.target.SqlFile;

/// The statements of this room, one a file. Each has, after its first word, a comment that marks it as ours.
final class Sql {
    private Sql() {}

    /// @param name of the file, without `.sql`
    static String read(String name) {
        return SqlFile.read(Sql.class, name + ".sql");
    }
}
