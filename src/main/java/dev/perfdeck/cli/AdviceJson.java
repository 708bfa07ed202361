package dev.perfdeck.cli;

import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.CacheAdvice;
import dev.perfdeck.model.advice.CacheTie;
import dev.perfdeck.model.advice.DropAdvice;
import dev.perfdeck.model.advice.IndexAdvice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An advice as `--json` prints it. What is not known is null.
final class AdviceJson {
    private AdviceJson() {}

    static Map<String, @Nullable Object> of(AdviceReport report) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("workload_cost", rounded(report.workloadCost(), 100));
        shape.put("predicted_cost", rounded(report.predictedCost(), 100));
        shape.put("indexes", report.indexes().stream().map(AdviceJson::index).toList());
        shape.put("droppable", report.droppable().stream().map(AdviceJson::drop).toList());
        shape.put(
                "cache",
                report.cache().stream()
                        .filter(it -> it.choice() == CacheAdvice.Choice.CACHE || it.choice() == CacheAdvice.Choice.BOTH)
                        .map(AdviceJson::cache)
                        .toList());
        shape.put("approximate", approximate(report));
        return shape;
    }

    private static Map<String, @Nullable Object> drop(DropAdvice advice) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("index", advice.index());
        shape.put("reason", advice.reason());
        return shape;
    }

    private static Map<String, @Nullable Object> index(IndexAdvice advice) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("ddl", advice.ddl());
        shape.put("table", advice.table());
        shape.put("size_bytes", advice.sizeBytes());
        shape.put("predicted_gain_percent", rounded(advice.predictedGainPercent(), 100));
        shape.put("write_cost_percent", rounded(advice.writeCostPercent(), 10_000));
        shape.put(
                "queries",
                advice.queries().stream()
                        .map(it -> {
                            var query = new LinkedHashMap<String, @Nullable Object>();
                            query.put("queryid", it.queryId() == 0 ? null : it.queryId());
                            query.put("query", it.query());
                            query.put("cost_before", rounded(it.costBefore(), 100));
                            query.put("cost_after", rounded(it.costAfter(), 100));
                            return query;
                        })
                        .toList());
        return shape;
    }

    private static Map<String, @Nullable Object> cache(CacheAdvice advice) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("query", advice.query());
        shape.put("ttl_s", advice.ttlSeconds());
        shape.put("predicted_hit_rate", rounded(advice.predictedHitRate(), 10_000));
        shape.put("saved_ms_per_s", rounded(advice.savedMillisPerSecond(), 100));
        advice.tie().ifPresent(it -> tie(shape, it));
        return shape;
    }

    private static void tie(Map<String, @Nullable Object> shape, CacheTie tie) {
        shape.put("resource_type", tie.type());
        shape.put("miss_ms", rounded(tie.missMillis(), 100));
        shape.put("measured_hit_rate", rounded(tie.measuredHitRate(), 10_000));
        shape.put("hits_save_ms_per_s", rounded(tie.worthMillisPerSecond(), 100));
        shape.put("type_ttl_s", rounded(tie.ttlSeconds(), 1000));
        shape.put("ttl_fits", tie.fit() == CacheTie.Fit.UNKNOWN ? null : tie.fit() == CacheTie.Fit.FITS);
    }

    private static List<String> approximate(AdviceReport report) {
        var lines = new ArrayList<>(report.approximate());
        report.skipped().forEach(it -> lines.add("left out: " + it));
        report.statistics().forEach(it -> lines.add(it.table() + ": " + it.reason()));
        return lines;
    }

    private static @Nullable Double rounded(double value, double parts) {
        return Double.isFinite(value) ? Math.round(value * parts) / parts : null;
    }
}
