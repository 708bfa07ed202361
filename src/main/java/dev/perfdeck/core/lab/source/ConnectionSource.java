package dev.perfdeck.core.lab.source;

import java.sql.Connection;
import java.sql.SQLException;

/// Opens a new session to the database that is copied; the receiver closes it.
///
/// An implementation hands out sessions in autocommit that read only and carry time limits of their own; never pooled
/// ones, since the search path is changed. It is called from any thread.
@FunctionalInterface
public interface ConnectionSource {
    Connection open() throws SQLException;
}
