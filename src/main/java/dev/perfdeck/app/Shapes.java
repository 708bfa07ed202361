package dev.perfdeck.app;

import static dev.perfdeck.app.Figures.atLeastOneDecimal;
import static dev.perfdeck.app.Figures.micros;
import static dev.perfdeck.app.Figures.millis;
import static dev.perfdeck.app.Figures.percent;
import static dev.perfdeck.app.Figures.time;
import static dev.perfdeck.app.Figures.verdict;
import static dev.perfdeck.app.Figures.wholeIfWhole;

import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementReport;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Targets;
import dev.perfdeck.model.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The shapes that the performance API and `--json` share: names in snake_case, in their order, as maps that any JSON
/// writer renders the same. A number with no data is null, and so is its verdict.
public final class Shapes {
    private Shapes() {}

    public static Map<String, @Nullable Object> status(TargetStatus status) {
        Targets targets = status.targets();
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("timestamp", time(status.at()));
        shape.put("api_p95_target_ms", wholeIfWhole(targets.apiP95Millis()));
        shape.put("api_p95_current_ms", millis(status.apiP95Millis()));
        shape.put("api_p95_meets_target", verdict(status.api()));
        shape.put("cache_hit_rate_target", atLeastOneDecimal(targets.cacheHitRatePercent()));
        shape.put("cache_hit_rate_current", percent(status.cacheHitRatePercent()));
        shape.put("cache_meets_target", verdict(status.cache()));
        shape.put("db_indexes_applied", verdict(status.indexes()));
        shape.put("overall_status", StatusLine.of(status));
        return shape;
    }

    public static Map<String, @Nullable Object> cache(CacheFigures figures, Targets targets) {
        double rate = figures.hitRatePercent();
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("hits", figures.hits());
        shape.put("misses", figures.misses());
        shape.put("sets", figures.sets());
        shape.put("deletes", figures.deletes());
        shape.put("total_requests", figures.requests());
        shape.put("hit_rate_percent", percent(rate));
        shape.put("is_connected", figures.connected());
        shape.put("target_hit_rate", atLeastOneDecimal(targets.cacheHitRatePercent()));
        shape.put("meets_target", verdict(Verdict.atLeast(rate, targets.cacheHitRatePercent())));
        return shape;
    }

    public static Map<String, @Nullable Object> queries(QueryFigures figures) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("total_queries", figures.total());
        shape.put("slow_queries", figures.slow());
        shape.put("slow_threshold_ms", figures.slowThresholdMillis());
        shape.put("queries", figures.queries().stream().map(Shapes::query).toList());
        shape.put(
                "n_plus_one", figures.nPlusOne().stream().map(Shapes::nPlusOne).toList());
        return shape;
    }

    public static Map<String, @Nullable Object> reset(Instant at) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("reset", true);
        shape.put("timestamp", time(at));
        return shape;
    }

    /// The query id is text: as a number, many a reader of JSON would round it. The window is null for everything since
    /// the statistics began.
    public static List<Map<String, @Nullable Object>> slow(StatementReport report) {
        return report.statements().stream()
                .map(it -> statement(it, report.windowSeconds()))
                .toList();
    }

    private static Map<String, @Nullable Object> statement(StatementFigures statement, double windowSeconds) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("queryid", Long.toString(statement.queryId()));
        shape.put("query", statement.text().isEmpty() ? null : statement.text());
        shape.put("calls", statement.calls());
        shape.put("total_ms", micros(statement.millis()));
        shape.put("mean_ms", micros(statement.meanMillis()));
        shape.put("rows", statement.rows());
        shape.put("share_percent", percent(statement.sharePercent()));
        shape.put("window_s", millis(windowSeconds));
        return shape;
    }

    private static Map<String, @Nullable Object> nPlusOne(QueryFigures.NPlusOne found) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("kind", found.kind().name().toLowerCase(Locale.ROOT));
        shape.put("statement", found.statement());
        shape.put("call_site", found.callSite().isEmpty() ? null : found.callSite());
        shape.put("count", found.count());
        shape.put("units", found.units());
        shape.put("total_ms", millis(found.totalMillis()));
        shape.put("replacement", found.replacement().isEmpty() ? null : found.replacement());
        shape.put("last_seen_at", found.lastSeenAt().map(Figures::time).orElse(null));
        return shape;
    }

    private static Map<String, @Nullable Object> query(QueryFigures.Named query) {
        var shape = new LinkedHashMap<String, @Nullable Object>();
        shape.put("name", query.name());
        shape.put("count", query.count());
        shape.put("errors", query.errors());
        shape.put("mean_ms", millis(query.meanMillis()));
        shape.put("p50_ms", millis(query.p50Millis()));
        shape.put("p95_ms", millis(query.p95Millis()));
        shape.put("p99_ms", millis(query.p99Millis()));
        shape.put("max_ms", millis(query.maxMillis()));
        shape.put("slow", query.slow());
        shape.put("last_slow_at", query.lastSlowAt().map(Figures::time).orElse(null));
        return shape;
    }
}
