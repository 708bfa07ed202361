package dev.perfdeck.model.lab;

import java.util.List;

/// A table, partition or materialized view of the source, as the twin has it.
///
/// @param name as PostgreSQL writes it, with its schema where the search path needs one; what [Candidate#table] says
/// @param rows the planner's estimate; of a partitioned table, of all its partitions
/// @param sizeBytes of its main file, without indexes; of a partitioned table, of all its partitions
/// @param partition whether it is a part of another table; indexes belong on the whole
public record TableFacts(
        String name, String schema, double rows, long sizeBytes, boolean partition, List<ColumnFacts> columns) {
    public TableFacts {
        columns = List.copyOf(columns);
    }
}
