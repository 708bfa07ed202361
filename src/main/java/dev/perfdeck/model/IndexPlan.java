package dev.perfdeck.model;

import dev.perfdeck.model.plan.PlanDocument;
import java.util.Optional;

/// How PostgreSQL would run the query that one performance index serves, at one moment; compare two to see what an
/// index changed.
///
/// @param index  the index that is meant to serve the query
/// @param query  the query, with its sample values in place of `?`
/// @param scan   how the table is read, `Seq Scan on executions`; or why that is not known
/// @param cost   the planner's total cost, in its own units; NaN when not known
/// @param served whether the plan uses the index
/// @param plan   the whole plan; empty where it was not kept
public record IndexPlan(
        String index, String query, String scan, double cost, boolean served, Optional<PlanDocument> plan) {
    public IndexPlan(String index, String query, String scan, double cost, boolean served) {
        this(index, query, scan, cost, served, Optional.empty());
    }
}
