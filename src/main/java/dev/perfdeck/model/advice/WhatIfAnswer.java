package dev.perfdeck.model.advice;

import java.util.List;

/// What an index that does not exist would change.
///
/// @param ddl        the statement that was asked about
/// @param name       of the index in the plans
/// @param statements those it changes, or the one that was asked about
/// @param planBefore `EXPLAIN (FORMAT JSON)` of the one statement; empty for the whole workload
/// @param planAfter  the same with the index
public record WhatIfAnswer(
        String ddl,
        String name,
        long sizeBytes,
        double costBefore,
        double costAfter,
        List<StatementGain> statements,
        String planBefore,
        String planAfter,
        List<String> approximate) {
    public WhatIfAnswer {
        statements = List.copyOf(statements);
        approximate = List.copyOf(approximate);
    }
}
