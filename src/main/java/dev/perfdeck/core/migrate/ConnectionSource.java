package dev.perfdeck.core.migrate;

import java.sql.Connection;
import java.sql.SQLException;

/// Opens a new session for schema changes; the receiver closes it.
///
/// An implementation must not hand out pooled connections (a build switches time limits off and holds session locks)
/// nor
/// go through a transaction pooler. It is called from any thread, several times in one run.
@FunctionalInterface
public interface ConnectionSource {
    Connection open() throws SQLException;
}
