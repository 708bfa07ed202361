package dev.perfdeck.demo.backend;

import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.query.QueryProfiler;
import dev.perfdeck.core.query.guard.NPlusOneGuard;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Targets;
import dev.perfdeck.model.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The service's own figures under `/api/v1/performance`, in the shapes that every watched service serves.
final class PerformanceRoutes {
    static final String PATH = "/api/v1/performance";
    private static final int INDEXES = 6;

    private final RecentFigures recent;
    private final Optional<CacheService> cache;
    private final QueryProfiler profiler;
    private final NPlusOneGuard guard;
    private final IndexCount indexes;
    private final Targets targets;
    private final Clock clock;

    PerformanceRoutes(
            RecentFigures recent,
            Optional<CacheService> cache,
            QueryProfiler profiler,
            NPlusOneGuard guard,
            Queries queries,
            Targets targets,
            Clock clock) {
        this.recent = recent;
        this.cache = cache;
        this.profiler = profiler;
        this.guard = guard;
        this.indexes = new IndexCount(queries);
        this.targets = targets;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH + "/optimization/status", request -> status()),
                Route.get(PATH + "/cache/stats", request -> cacheStats()),
                Route.get(PATH + "/query/stats", request -> queryStats()),
                Route.post(PATH + "/cache/reset-stats", request -> resetCache()).withToken(),
                Route.post(PATH + "/query/reset-stats", request -> resetQueries())
                        .withToken());
    }

    private Object status() {
        var status = new TargetStatus(
                clock.instant(), targets, recent.p95Millis(), recent.hitRatePercent(), indexes.valid(), INDEXES);
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("timestamp", status.at().toString());
        answer.put("api_p95_target_ms", targets.apiP95Millis());
        answer.put("api_p95_current_ms", number(status.apiP95Millis()));
        answer.put("api_p95_meets_target", met(status.api()));
        answer.put("cache_hit_rate_target", targets.cacheHitRatePercent());
        answer.put("cache_hit_rate_current", number(status.cacheHitRatePercent()));
        answer.put("cache_meets_target", met(status.cache()));
        answer.put("db_indexes_applied", met(status.indexes()));
        answer.put("overall_status", words(status.overall()));
        return answer;
    }

    private Object cacheStats() {
        var figures = cache.map(CacheService::figures).orElse(CacheFigures.NONE);
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("hits", figures.hits());
        answer.put("misses", figures.misses());
        answer.put("sets", figures.sets());
        answer.put("deletes", figures.deletes());
        answer.put("total_requests", figures.requests());
        answer.put("hit_rate_percent", number(figures.hitRatePercent()));
        answer.put("is_connected", figures.connected());
        answer.put("target_hit_rate", targets.cacheHitRatePercent());
        answer.put("meets_target", met(Verdict.atLeast(figures.hitRatePercent(), targets.cacheHitRatePercent())));
        return answer;
    }

    private Object queryStats() {
        var figures = profiler.figures().with(guard.findings());
        var answer = new LinkedHashMap<String, Object>();
        answer.put("total_queries", figures.total());
        answer.put("slow_queries", figures.slow());
        answer.put("slow_threshold_ms", figures.slowThresholdMillis());
        answer.put(
                "queries",
                figures.queries().stream().map(PerformanceRoutes::query).toList());
        answer.put(
                "n_plus_one",
                figures.nPlusOne().stream().map(PerformanceRoutes::nPlusOne).toList());
        return answer;
    }

    private static Map<String, @Nullable Object> nPlusOne(QueryFigures.NPlusOne found) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("kind", found.kind().name().toLowerCase(Locale.ROOT));
        answer.put("statement", found.statement());
        answer.put("call_site", found.callSite());
        answer.put("count", found.count());
        answer.put("units", found.units());
        answer.put("total_ms", number(found.totalMillis()));
        answer.put("replacement", found.replacement());
        answer.put("last_seen_at", found.lastSeenAt().map(Instant::toString).orElse(null));
        return answer;
    }

    private static Map<String, @Nullable Object> query(QueryFigures.Named query) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("name", query.name());
        answer.put("count", query.count());
        answer.put("errors", query.errors());
        answer.put("mean_ms", number(query.meanMillis()));
        answer.put("p50_ms", number(query.p50Millis()));
        answer.put("p95_ms", number(query.p95Millis()));
        answer.put("p99_ms", number(query.p99Millis()));
        answer.put("max_ms", number(query.maxMillis()));
        answer.put("slow", query.slow());
        answer.put("last_slow_at", query.lastSlowAt().map(Instant::toString).orElse(null));
        return answer;
    }

    private Object resetCache() {
        cache.ifPresent(CacheService::resetStatistics);
        recent.cacheReset();
        return reset();
    }

    private Object resetQueries() {
        profiler.reset();
        guard.reset();
        return reset();
    }

    private Object reset() {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("reset", true);
        answer.put("timestamp", clock.instant().toString());
        return answer;
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 100) / 100.0;
    }

    private static @Nullable Boolean met(Verdict verdict) {
        return switch (verdict) {
            case MET -> true;
            case MISSED -> false;
            case UNKNOWN -> null;
        };
    }

    private static String words(Verdict overall) {
        return switch (overall) {
            case MET -> "✅ All targets met";
            case MISSED -> "❌ Some targets are missed";
            case UNKNOWN -> "❔ Some targets have no data yet";
        };
    }
}
