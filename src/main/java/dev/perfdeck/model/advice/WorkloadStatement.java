package dev.perfdeck.model.advice;

/// One statement of the workload to advise on.
///
/// @param queryId    as pg_stat_statements files it; 0 for one from a file
/// @param weight     calls within the span that is looked at, or what a file says
/// @param meanMillis measured, of one call; NaN for one from a file
public record WorkloadStatement(long queryId, String text, double weight, double meanMillis) {}
