package dev.perfdeck.model.lab;

import java.util.List;

/// An index that the source has, and so the twin.
///
/// @param name as a plan shows it
/// @param table as PostgreSQL writes it
/// @param columns its keys in order, then the included ones; an expression as PostgreSQL writes it
/// @param constraint whether a primary key, a unique or an exclusion constraint stands on it
public record IndexFacts(
        String name,
        String table,
        List<String> columns,
        String ddl,
        long sizeBytes,
        boolean unique,
        boolean constraint,
        boolean partial) {
    public IndexFacts {
        columns = List.copyOf(columns);
    }
}
