package dev.perfdeck.core.advise.cache;

import dev.perfdeck.model.CachedType;
import dev.perfdeck.model.advice.CacheAdvice;
import dev.perfdeck.model.advice.CacheAdvice.Choice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Cache or index? An entry that is filled by a miss lives for a time to live T, or until a write makes it stale.
/// With calls and writes as Poisson streams of rates c and w for each key, it lives L = (1 - exp(-wT)) / w on
/// average, and of each 1 + cL calls one is the miss: the hit rate is cL / (1 + cL) (Jung, Berger and Balakrishnan,
/// "Modeling TTL-based Internet Caches", INFOCOM 2003). Keys are taken to be called equally often, which is the worst
/// case for a cache.
///
/// Stateless.
public final class CacheRule {
    /// One trip to the cache and back.
    private static final double TRIP_MILLIS = 0.3;

    /// Less than this saved in each second is not worth a cache.
    private static final double WORTH_MILLIS_PER_SECOND = 2;

    private static final double LEAST_HIT_RATE = 0.3;

    /// Writes within a time to live up to which an answer is more likely right than stale.
    static final double LIKELY_RIGHT = 0.7;

    /// The tiers that the cache service knows.
    private static final double[] TIERS_SECONDS = {60, 300, 3600};

    /// An index that saves this share leaves the cache little to do.
    private static final double ENOUGH = 0.9;

    private static final double LITTLE = 0.2;

    private CacheRule() {}

    /// @param keys            different answers that it has, by its parameters
    /// @param writesPerSecond rows changed in the tables that it reads
    /// @param shareAfter      of its cost that is left with the best indexes, 0 to 1
    /// @param cached          the application's resource type that seems to hold it
    public record Facts(
            long queryId,
            String query,
            double callsPerSecond,
            double meanMillis,
            double keys,
            double writesPerSecond,
            double shareAfter,
            Optional<CachedType> cached) {}

    public static double hitRate(double callsPerSecond, double writesPerSecond, double ttlSeconds) {
        double lives = writesPerSecond * ttlSeconds < 1e-9
                ? ttlSeconds
                : (1 - Math.exp(-writesPerSecond * ttlSeconds)) / writesPerSecond;
        return callsPerSecond * lives / (1 + callsPerSecond * lives);
    }

    public static CacheAdvice judge(Facts facts) {
        double keys = Math.max(1, facts.keys());
        double calls = facts.callsPerSecond() / keys;
        double writes = facts.writesPerSecond() / keys;
        double ttl = ttl(writes);
        double rate = hitRate(calls, writes, ttl);
        double saved = facts.callsPerSecond() * rate * Math.max(0, facts.meanMillis() - TRIP_MILLIS);
        double byIndex = facts.callsPerSecond() * facts.meanMillis() * (1 - facts.shareAfter());
        double beyond =
                facts.callsPerSecond() * rate * Math.max(0, facts.meanMillis() * facts.shareAfter() - TRIP_MILLIS);
        var choice = choice(facts, rate, saved, beyond, byIndex);
        return new CacheAdvice(
                facts.queryId(),
                facts.query(),
                choice,
                facts.callsPerSecond(),
                facts.writesPerSecond(),
                ttl,
                rate,
                choice == Choice.BOTH ? beyond : saved,
                byIndex,
                facts.cached().map(it -> CacheTies.of(it, facts.meanMillis(), TRIP_MILLIS, writes, ttl)),
                summary(choice, saved, byIndex, rate, ttl),
                evidence(facts, keys, rate));
    }

    private static Choice choice(Facts facts, double rate, double saved, double beyond, double byIndex) {
        boolean cacheable = rate >= LEAST_HIT_RATE;
        if (Math.max(cacheable ? saved : 0, byIndex) < WORTH_MILLIS_PER_SECOND) {
            return Choice.NEITHER;
        }
        double share = 1 - facts.shareAfter();
        if (!cacheable || saved < WORTH_MILLIS_PER_SECOND) {
            return Choice.INDEX;
        }
        if (share < LITTLE) {
            return Choice.CACHE;
        }
        double least = share >= ENOUGH ? 10 * WORTH_MILLIS_PER_SECOND : WORTH_MILLIS_PER_SECOND;
        return beyond < least ? Choice.INDEX : Choice.BOTH;
    }

    /// The longest tier in which an answer is more likely right than stale, should an invalidation be lost.
    private static double ttl(double writesPerKey) {
        double ttl = TIERS_SECONDS[0];
        for (double tier : TIERS_SECONDS) {
            ttl = writesPerKey * tier <= LIKELY_RIGHT ? tier : ttl;
        }
        return ttl;
    }

    private static String summary(Choice choice, double saved, double byIndex, double rate, double ttl) {
        return switch (choice) {
            case CACHE ->
                format(
                        "Cache it for %.0f s: about %.0f %% hits save %.1f ms/s; indexes save %.1f.",
                        ttl, 100 * rate, saved, byIndex);
            case INDEX ->
                format(
                        "Index it: that saves %.1f ms/s; a cache would save %.1f.",
                        byIndex, rate < LEAST_HIT_RATE ? 0 : saved);
            case BOTH ->
                format(
                        "Index it, which saves %.1f ms/s, and cache it for %.0f s: about %.0f %% hits.",
                        byIndex, ttl, 100 * rate);
            case NEITHER -> "Neither a cache nor an index would save much.";
        };
    }

    private static List<String> evidence(Facts facts, double keys, double rate) {
        return List.of(
                format("%.1f calls/s of %.2f ms each.", facts.callsPerSecond(), facts.meanMillis()),
                format("%.2f rows/s change in the tables that it reads.", facts.writesPerSecond()),
                format("About %.0f different answers; a hit rate of %.2f if they are asked for equally.", keys, rate));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is of a library that this room does not have
    private static String format(String words, Object... values) {
        return String.format(Locale.ROOT, words, values);
    }
}
