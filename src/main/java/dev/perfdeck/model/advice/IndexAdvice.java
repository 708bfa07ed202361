package dev.perfdeck.model.advice;

import java.time.Duration;
import java.util.List;

/// An index that is worth having.
///
/// @param ddl              as a migration runs it: `CREATE INDEX CONCURRENTLY name ON …`
/// @param undo             takes it back
/// @param table            as PostgreSQL writes it
/// @param columns          keys in order
/// @param summary          one sentence for a person
/// @param evidence         what it rests on, a sentence each
/// @param sizeBytes        estimated
/// @param buildTime        rough, from the size of the table
/// @param predictedGainPercent of the cost of the whole workload, that would be lost without it
/// @param writeCostPercent what keeping it up to date costs, in percent of the cost of the whole workload
/// @param writesPerSecond  of its table, that have to keep it up to date
public record IndexAdvice(
        String name,
        String ddl,
        String undo,
        String table,
        List<String> columns,
        String summary,
        List<String> evidence,
        long sizeBytes,
        Duration buildTime,
        double predictedGainPercent,
        double writeCostPercent,
        double writesPerSecond,
        List<StatementGain> queries) {
    public IndexAdvice {
        columns = List.copyOf(columns);
        evidence = List.copyOf(evidence);
        queries = List.copyOf(queries);
    }
}
