package dev.perfdeck.app.advice;

import dev.perfdeck.core.advise.cache.CacheRule;
import dev.perfdeck.core.advise.index.IndexChoice;
import dev.perfdeck.core.advise.index.Reading;
import dev.perfdeck.model.CachedType;
import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.CacheAdvice;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.StatisticsAdvice;
import dev.perfdeck.model.advice.Surroundings;
import dev.perfdeck.model.lab.Approximation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Makes the report of what was chosen, with what the counters say of statistics and caches. Stateless.
public final class Reports {
    private Reports() {}

    /// @param unlike what the twin has not as the source has it
    /// @param types  of the application's cache
    /// @param all    that choosing took
    public static AdviceReport of(
            Workload workload,
            IndexChoice.Result result,
            List<Approximation> unlike,
            Surroundings around,
            List<CachedType> types,
            ErrorBand band,
            Duration all) {
        var approximate = new ArrayList<String>();
        if (!workload.caveat().isEmpty()) {
            approximate.add(workload.caveat());
        }
        unlike.forEach(it -> approximate.add(it.toString()));
        result.approximate().stream().filter(it -> !approximate.contains(it)).forEach(approximate::add);
        return new AdviceReport(
                Instant.now(),
                result.before(),
                result.after(),
                result.indexes(),
                result.droppable(),
                cache(result.readings(), around, types),
                statistics(result.readings(), around),
                result.workload(),
                band,
                approximate,
                result.skipped(),
                new AdviceReport.Effort(
                        result.workload().size(), result.candidates(), result.calls(), result.planner(), all));
    }

    private static List<StatisticsAdvice> statistics(List<Reading> readings, Surroundings around) {
        var read = new TreeSet<String>();
        readings.forEach(it -> read.addAll(it.tables()));
        return around.stale().entrySet().stream()
                .filter(it -> read.contains(it.getKey()))
                .map(it -> new StatisticsAdvice(it.getKey(), it.getValue(), "ANALYZE " + it.getKey()))
                .sorted(Comparator.comparing(StatisticsAdvice::table))
                .toList();
    }

    private static List<CacheAdvice> cache(List<Reading> readings, Surroundings around, List<CachedType> types) {
        if (Double.isNaN(around.spanSeconds())) {
            return List.of();
        }
        return readings.stream()
                .filter(it -> it.statement().meanMillis() >= 0)
                .map(it -> CacheRule.judge(new CacheRule.Facts(
                        it.statement().queryId(),
                        it.statement().text(),
                        it.statement().weight() / around.spanSeconds(),
                        it.statement().meanMillis(),
                        it.keys(),
                        it.tables().stream()
                                .mapToDouble(table -> around.writesPerSecond().getOrDefault(table, 0.0))
                                .sum(),
                        it.shareAfter(),
                        type(types, it.tables()))))
                .sorted(Comparator.comparingDouble(
                        (CacheAdvice it) -> -Math.max(it.savedMillisPerSecond(), it.indexSavedMillisPerSecond())))
                .toList();
    }

    private static Optional<CachedType> type(List<CachedType> types, Set<String> tables) {
        return tables.size() == 1 ? CacheUses.holding(types, tables.iterator().next()) : Optional.empty();
    }
}
