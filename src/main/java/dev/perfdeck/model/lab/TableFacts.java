package dev.perfdeck.model.lab;

import java.util.List;

/// A table, partition or materialized view of the source, as the twin has it.
///
/// @param name as PostgreSQL writes it, with its schema where the search path needs one; what [Candidate#table] says
/// @param rows the planner's estimate; of a partitioned table, of all its partitions
/// @param sizeBytes of its main file, without indexes; of a partitioned table, of all its partitions
/// @param whole the table that it is a part of, however deep, on which its indexes belong; empty where it is no part
/// @param partitioned whether it has parts of its own, and no rows but theirs
public record TableFacts(
        String name,
        String schema,
        double rows,
        long sizeBytes,
        String whole,
        boolean partitioned,
        List<ColumnFacts> columns) {
    public TableFacts {
        columns = List.copyOf(columns);
    }

    public boolean partition() {
        return !whole.isEmpty();
    }
}
