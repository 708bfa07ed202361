package dev.perfdeck.app;

import dev.perfdeck.core.cache.CacheStatistics;
import dev.perfdeck.core.monitor.StatisticsReset;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.ResetScope;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Zeroes counters, and says beforehand exactly which, and who else would notice. Each reset opens a session of its own
/// and closes it. Blocks; call it off the FX thread.
final class Resets {
    private final Environment environment;
    private final Optional<PgTarget> database;
    private final Optional<RedisTarget> redis;
    private final Optional<Runnable> queries;
    private final Runnable beforeStatements;
    private final Consumer<Event> marks;

    /// @param queries          resets the named queries of the application; empty where we hold no token for that
    /// @param beforeStatements told before pg_stat_statements is reset, so that nobody else is held to have done it
    Resets(
            Environment environment,
            Optional<PgTarget> database,
            Optional<RedisTarget> redis,
            Optional<Runnable> queries,
            Runnable beforeStatements,
            Consumer<Event> marks) {
        this.environment = environment;
        this.database = database;
        this.redis = redis;
        this.queries = queries;
        this.beforeStatements = beforeStatements;
        this.marks = marks;
    }

    List<Resettable> choices() {
        return Arrays.stream(ResetScope.values()).map(this::choice).toList();
    }

    private Resettable choice(ResetScope scope) {
        return switch (scope) {
            case CACHE_COUNTERS ->
                new Resettable(
                        scope,
                        redis.isPresent(),
                        "hits, misses, sets, deletes and errors of the namespace " + namespace()
                                + ", in Redis and in every process that shares it",
                        "Every console and process that reads this namespace's hit rate starts anew.");
            case QUERY_COUNTERS ->
                new Resettable(
                        scope,
                        queries.isPresent(),
                        "count, errors, percentiles and slow calls of the application's named queries",
                        queries.isPresent()
                                ? "Whoever reads this service's /query/stats starts anew."
                                : "Not here: the service's own token is needed for that.");
            case PG_STAT_STATEMENTS ->
                new Resettable(
                        scope,
                        database.isPresent(),
                        "calls, times and rows of every statement of this database: pg_stat_statements_reset(0, db, 0)",
                        "Every other monitoring tool on this database loses its baseline; other databases keep theirs.");
            case REDIS_SERVER ->
                new Resettable(
                        scope,
                        redis.isPresent(),
                        "the server's keyspace hits and misses, command statistics, latency histograms and peaks",
                        "Everybody who watches this Redis server, whatever the namespace, loses the baseline.");
        };
    }

    private String namespace() {
        return environment.redis().map(Environment.Redis::namespace).orElse("");
    }

    /// In the order of [ResetScope]; stops at the first that a server refuses.
    void reset(Set<ResetScope> what) {
        for (var scope : ResetScope.values()) {
            if (what.contains(scope)) {
                reset(scope);
                marks.accept(new Event(Instant.now(), Event.Kind.BASELINE, "reset", said(scope) + " reset by you"));
            }
        }
    }

    private void reset(ResetScope scope) {
        switch (scope) {
            case CACHE_COUNTERS -> redis.ifPresent(target -> CacheStatistics.reset(target, namespace()));
            case QUERY_COUNTERS -> queries.ifPresent(Runnable::run);
            case PG_STAT_STATEMENTS ->
                database.ifPresent(target -> {
                    beforeStatements.run();
                    StatisticsReset.statements(target);
                });
            case REDIS_SERVER -> redis.ifPresent(StatisticsReset::redis);
        }
    }

    private static String said(ResetScope scope) {
        return switch (scope) {
            case CACHE_COUNTERS -> "cache counters";
            case QUERY_COUNTERS -> "query counters";
            case PG_STAT_STATEMENTS -> "pg_stat_statements";
            case REDIS_SERVER -> "Redis server statistics";
        };
    }
}
