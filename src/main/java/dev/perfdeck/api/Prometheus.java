package dev.perfdeck.api;

import dev.perfdeck.app.Console;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Verdict;
import java.util.Locale;

/// The figures in Prometheus' text format 0.0.4, in its base units: seconds, and ratios from 0 to 1. A figure with no
/// data has no sample.
final class Prometheus {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final double MILLIS = 1000;

    private final Exposition page = new Exposition();

    private Prometheus() {}

    static String page(Console console) {
        var it = new Prometheus();
        it.targets(console.status());
        it.cache(console.cacheFigures());
        it.queries(console.queryFigures());
        it.sources(console);
        return it.page.text();
    }

    private void targets(TargetStatus status) {
        page.gauge(
                "perfdeck_api_p95_seconds",
                "95th percentile of API latency over 5 minutes",
                status.apiP95Millis() / MILLIS);
        page.gauge(
                "perfdeck_api_p95_target_seconds",
                "What it is to stay below",
                status.targets().apiP95Millis() / MILLIS);
        page.gauge(
                "perfdeck_cache_hit_ratio",
                "hits / (hits + misses) over 5 minutes",
                status.cacheHitRatePercent() / 100);
        page.gauge(
                "perfdeck_cache_hit_target_ratio",
                "What it is to reach",
                status.targets().cacheHitRatePercent() / 100);
        page.gauge(
                "perfdeck_indexes_valid",
                "Performance indexes that exist and are valid",
                status.indexesValid() < 0 ? Double.NaN : status.indexesValid());
        page.gauge("perfdeck_indexes_wanted", "Performance indexes that are wanted", status.indexesWanted());
        page.family("perfdeck_target_met", "gauge", "1 when the target is met, 0 when it is missed");
        target("api_p95", status.api());
        target("cache_hit_rate", status.cache());
        target("indexes", status.indexes());
    }

    private void target(String name, Verdict verdict) {
        page.sample(
                "perfdeck_target_met",
                verdict == Verdict.UNKNOWN ? Double.NaN : verdict == Verdict.MET ? 1 : 0,
                "target",
                name);
    }

    private void cache(CacheFigures cache) {
        page.counter("perfdeck_cache_hits_total", "Cache hits since the last reset", cache.hits());
        page.counter("perfdeck_cache_misses_total", "Cache misses since the last reset", cache.misses());
        page.counter("perfdeck_cache_sets_total", "Cache writes since the last reset", cache.sets());
        page.counter("perfdeck_cache_deletes_total", "Cache deletes since the last reset", cache.deletes());
        page.gauge("perfdeck_cache_connected", "1 when the cache answers", cache.connected() ? 1 : 0);
    }

    private void queries(QueryFigures figures) {
        page.counter("perfdeck_queries_total", "Named queries since the last reset", figures.total());
        page.counter("perfdeck_slow_queries_total", "Those at or over the threshold", figures.slow());
        page.gauge("perfdeck_slow_query_threshold_seconds", "The threshold", figures.slowThresholdMillis() / MILLIS);
        page.family("perfdeck_query_duration_seconds", "summary", "Durations of a named query since the last reset");
        figures.queries().forEach(this::summary);
        page.family("perfdeck_query_max_seconds", "gauge", "The longest of them");
        figures.queries()
                .forEach(query ->
                        page.sample("perfdeck_query_max_seconds", query.maxMillis() / MILLIS, "name", query.name()));
        page.family("perfdeck_query_errors_total", "counter", "Those that failed");
        figures.queries()
                .forEach(query ->
                        page.sample("perfdeck_query_errors_total", (double) query.errors(), "name", query.name()));
    }

    private void summary(QueryFigures.Named query) {
        String name = "perfdeck_query_duration_seconds";
        page.sample(name, query.p50Millis() / MILLIS, "name", query.name(), "quantile", "0.5");
        page.sample(name, query.p95Millis() / MILLIS, "name", query.name(), "quantile", "0.95");
        page.sample(name, query.p99Millis() / MILLIS, "name", query.name(), "quantile", "0.99");
        page.sample(
                name + "_sum",
                query.count() == 0 ? 0 : query.meanMillis() * query.count() / MILLIS,
                "name",
                query.name());
        page.sample(name + "_count", (double) query.count(), "name", query.name());
    }

    private void sources(Console console) {
        page.family("perfdeck_source_up", "gauge", "1 when a configured source answers");
        for (SourceHealth health : console.health()) {
            double up = switch (health.lamp()) {
                case UP, LIMITED -> 1;
                case DOWN, CONNECTING -> 0;
                case ABSENT -> Double.NaN;
            };
            page.sample(
                    "perfdeck_source_up", up, "source", health.source().name().toLowerCase(Locale.ROOT));
        }
    }
}
