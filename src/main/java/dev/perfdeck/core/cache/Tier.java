package dev.perfdeck.core.cache;

import java.time.Duration;

/// How long a cached value lives, by how fast its source changes.
public enum Tier {
    SHORT(Duration.ofMinutes(1)),
    MEDIUM(Duration.ofMinutes(5)),
    LONG(Duration.ofHours(1)),
    DEFAULT(Duration.ofMinutes(5));

    private final Duration ttl;

    Tier(Duration ttl) {
        this.ttl = ttl;
    }

    public Duration ttl() {
        return ttl;
    }
}
