package dev.perfdeck.core.migrate.trace;

import dev.perfdeck.core.target.SqlFile;

/// The statements beside this class.
final class Sql {
    private Sql() {}

    static String read(String file) {
        return SqlFile.read(Sql.class, file);
    }
}
