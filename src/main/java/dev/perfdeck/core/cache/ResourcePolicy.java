package dev.perfdeck.core.cache;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// How one type of resource is cached; data, so that a user adds types of their own.
///
/// @param name         prefix of its keys, relative to the namespace: `workflow:list` in `app:workflow:list:9f3c`
/// @param ttl          how long a value is fresh
/// @param invalidation pattern, relative to the namespace, of the keys that die with a change of the resource; empty
///                     where only time ends them
/// @param staleFor     how much longer it is kept, to be served when its loader fails; zero for not at all
/// @param negativeTtl  how long a loaded `null` is remembered; zero for not at all
/// @param jitter       at most this fraction is taken off each life at random, so that what was loaded together does
///                     not end together; 0 to below 1
/// @param early        how eagerly a load begins before the end, 1 by the book (XFetch), 0 for never
/// @param fleet        whether one load at a time is promised across processes, not only within each
/// @param lease        how long a load may be silent before others take it for dead; it is prolonged up to ten times
/// @param near         how long this process may answer from its own memory; zero for never
/// @param tags         that every entry carries
public record ResourcePolicy(
        String name,
        Duration ttl,
        String invalidation,
        Duration staleFor,
        Duration negativeTtl,
        double jitter,
        double early,
        boolean fleet,
        Duration lease,
        Duration near,
        Set<String> tags) {
    private static final Duration LEASE = Duration.ofSeconds(5);

    public ResourcePolicy {
        if (name.isBlank() || name.startsWith("$") || !ttl.isPositive()) {
            throw new IllegalArgumentException(
                    "a policy needs a name, not beginning with $, and a positive ttl: '" + name + "', " + ttl);
        }
        if (jitter < 0 || jitter >= 1 || early < 0 || !lease.isPositive()) {
            throw new IllegalArgumentException(
                    "policy '" + name + "': jitter is 0 to below 1, early at least 0, lease positive");
        }
        if (staleFor.isNegative() || negativeTtl.isNegative() || near.isNegative()) {
            throw new IllegalArgumentException("policy '" + name + "': a duration is negative");
        }
        tags = Set.copyOf(tags);
    }

    /// Fresh for `ttl`, with 5 % of jitter and early refresh, and nothing else that one must ask for.
    public ResourcePolicy(String name, Duration ttl, String invalidation) {
        this(name, ttl, invalidation, Duration.ZERO, Duration.ZERO, 0.05, 1, false, LEASE, Duration.ZERO, Set.of());
    }

    public ResourcePolicy(String name, Tier tier, String invalidation) {
        this(name, tier.ttl(), invalidation);
    }

    public ResourcePolicy(String name, Tier tier) {
        this(name, tier, "");
    }

    /// When the loader fails, a value that ended less than `longer` ago is served.
    public ResourcePolicy staleOnError(Duration longer) {
        return new ResourcePolicy(
                name, ttl, invalidation, longer, negativeTtl, jitter, early, fleet, lease, near, tags);
    }

    /// A loaded `null` is remembered for so long.
    public ResourcePolicy rememberingNull(Duration negative) {
        return new ResourcePolicy(name, ttl, invalidation, staleFor, negative, jitter, early, fleet, lease, near, tags);
    }

    public ResourcePolicy withJitter(double fraction) {
        return new ResourcePolicy(
                name, ttl, invalidation, staleFor, negativeTtl, fraction, early, fleet, lease, near, tags);
    }

    public ResourcePolicy withEarlyRefresh(double beta) {
        return new ResourcePolicy(
                name, ttl, invalidation, staleFor, negativeTtl, jitter, beta, fleet, lease, near, tags);
    }

    /// One load per key at a time in all processes; for loads that are worth a wait.
    public ResourcePolicy oncePerFleet(Duration silence) {
        return new ResourcePolicy(
                name, ttl, invalidation, staleFor, negativeTtl, jitter, early, true, silence, near, tags);
    }

    /// Answers from this process's memory for at most so long.
    public ResourcePolicy nearFor(Duration atMost) {
        return new ResourcePolicy(
                name, ttl, invalidation, staleFor, negativeTtl, jitter, early, fleet, lease, atMost, tags);
    }

    public ResourcePolicy tagged(String... names) {
        return new ResourcePolicy(
                name,
                ttl,
                invalidation,
                staleFor,
                negativeTtl,
                jitter,
                early,
                fleet,
                lease,
                near,
                Set.copyOf(List.of(names)));
    }

    /// The key of one resource; see [Keys] for how parts become text.
    public <T> CacheKey<T> key(Class<T> type, Object... parts) {
        return new CacheKey<>(Keys.of(name, parts), type, this, tags);
    }

    /// The same for a type with parameters, as a `TypeReference` or a method's return type gives it; the caller answers
    /// for `T`.
    public <T> CacheKey<T> generic(Type type, Object... parts) {
        return new CacheKey<>(Keys.of(name, parts), type, this, tags);
    }
}
