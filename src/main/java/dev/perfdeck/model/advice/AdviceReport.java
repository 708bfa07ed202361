package dev.perfdeck.model.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// All that the advisor has to say about a workload. Immutable, safe on any thread.
///
/// @param workloadCost  weighted cost of all statements as things stand, planner's units
/// @param predictedCost the same with all of `indexes`
/// @param indexes       most gain first
/// @param workload      every statement that was looked at, dearest first, before and after
/// @param approximate   what makes the predictions less than exact
/// @param skipped       statements that cannot be planned alone, and why
/// @param effort        what it took
public record AdviceReport(
        Instant at,
        double workloadCost,
        double predictedCost,
        List<IndexAdvice> indexes,
        List<DropAdvice> droppable,
        List<CacheAdvice> cache,
        List<StatisticsAdvice> statistics,
        List<StatementGain> workload,
        ErrorBand band,
        List<String> approximate,
        List<String> skipped,
        Effort effort) {
    /// @param calls   what-if questions that a planner answered
    /// @param planner time spent waiting for those answers
    /// @param all     from the first question to the last
    public record Effort(int statements, int candidates, long calls, Duration planner, Duration all) {}

    public AdviceReport {
        indexes = List.copyOf(indexes);
        droppable = List.copyOf(droppable);
        cache = List.copyOf(cache);
        statistics = List.copyOf(statistics);
        workload = List.copyOf(workload);
        approximate = List.copyOf(approximate);
        skipped = List.copyOf(skipped);
    }

    /// Of the workload's cost, 0 to 100.
    public double gainPercent() {
        return workloadCost > 0 ? 100 * (workloadCost - predictedCost) / workloadCost : 0;
    }
}
