package dev.perfdeck.model.plan;

import java.util.List;

/// What would be run to measure a plan, to be shown before it is.
///
/// @param sql    the whole statement, `EXPLAIN (ANALYZE …) SELECT …`, with its values in place of `$1`
/// @param values one a place, as `$1 = '7'::integer, the most common value of executions.status`
/// @param limit  after which the server ends it, in milliseconds
public record PlanTrial(String sql, List<String> values, long limit) {
    public PlanTrial {
        values = List.copyOf(values);
    }
}
