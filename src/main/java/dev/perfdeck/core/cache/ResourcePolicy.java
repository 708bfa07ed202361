package dev.perfdeck.core.cache;

import java.time.Duration;

/// How one type of resource is cached; data, so that a user adds types of their own.
///
/// @param name         prefix of its keys, relative to the namespace: `workflow:list` in `app:workflow:list:9f3c`
/// @param ttl          how long a value lives
/// @param invalidation pattern, relative to the namespace, of the keys that die with a change of the resource; empty
///                     where only time ends them
public record ResourcePolicy(String name, Duration ttl, String invalidation) {
    public ResourcePolicy {
        if (name.isBlank() || !ttl.isPositive()) {
            throw new IllegalArgumentException("a policy needs a name and a positive ttl: '" + name + "', " + ttl);
        }
    }

    public ResourcePolicy(String name, Tier tier, String invalidation) {
        this(name, tier.ttl(), invalidation);
    }

    /// The key of one resource, relative to the namespace: `workflow:17`.
    public String key(Object id) {
        return name + ":" + id;
    }
}
