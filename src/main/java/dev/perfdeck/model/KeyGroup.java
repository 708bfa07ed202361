package dev.perfdeck.model;

import java.time.Duration;
import java.util.Optional;

/// Keys of one prefix in a sample of the cache, scaled up to the whole.
///
/// @param prefix     up to the first part that looks like an identifier, as `app:workflow:*`
/// @param keys       estimated
/// @param bytes      estimated, with the server's own overhead
/// @param sampled    how many keys the estimate stands on
/// @param ttlLeast   the shortest time to live of the sampled; empty where it is not known, as where asking counts as a
/// hit
/// @param ttlMedian  of those that expire
/// @param ttlMost    of those that expire
/// @param withoutTtl estimated number of keys that never expire, or [#UNKNOWN]
public record KeyGroup(
        String prefix,
        long keys,
        long bytes,
        long sampled,
        Optional<Duration> ttlLeast,
        Optional<Duration> ttlMedian,
        Optional<Duration> ttlMost,
        long withoutTtl) {
    public static final long UNKNOWN = -1;
}
