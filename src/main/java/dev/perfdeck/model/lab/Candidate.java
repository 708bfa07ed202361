package dev.perfdeck.model.lab;

import java.util.List;

/// An index that exists in the twin only.
///
/// @param id its number in the twin, for as long as the twin lives
/// @param name as a plan shows it; PostgreSQL's own choice where the statement gives none
/// @param table as PostgreSQL writes it, with its schema where the search path needs one
/// @param columns its keys in order, then the included ones; an expression as PostgreSQL writes it
/// @param sizeBytes how large it would be on the source, estimated
/// @param ddl the statement that makes it, as it was given
public record Candidate(long id, String name, String table, List<String> columns, long sizeBytes, String ddl) {
    public Candidate {
        columns = List.copyOf(columns);
    }
}
