package dev.perfdeck.core.cache;

import dev.perfdeck.model.Secret;
import java.time.Duration;
import java.util.Optional;

/// What a [CacheService] needs to know.
///
/// @param url            `redis://`, `rediss://` or `redis-socket://`, without password
/// @param namespace      prefix of every key
/// @param commandTimeout the longest that a caller waits for Redis before it goes on without
/// @param queueSize      commands on their way at most; more are refused at once, never queued without bound
/// @param flushEvery     how often counters go to Redis and a lost line is looked at
public record CacheOptions(
        String url,
        String namespace,
        Optional<Secret> password,
        Duration commandTimeout,
        int queueSize,
        Duration flushEvery) {
    public CacheOptions(String url, String namespace, Optional<Secret> password) {
        this(url, namespace, password, Duration.ofMillis(250), 4096, Duration.ofSeconds(2));
    }
}
