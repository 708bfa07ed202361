package dev.perfdeck.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What lives in the cache, from a bounded sample that counts as no read.
///
/// @param total   keys of the server at the time
/// @param sampled keys looked at
/// @param groups  largest share of bytes first
/// @param biggest biggest first
/// @param hottest most used first; empty where the server keeps no usage counter or asking for it counts as a hit
public record KeySample(
        Instant at,
        Duration took,
        long total,
        long sampled,
        List<KeyGroup> groups,
        List<Key> biggest,
        List<Key> hottest) {

    /// @param type  `string`, `hash`, …; empty where it was not asked
    /// @param usage the server's logarithmic counter, 0 to 255; -1 where it keeps none
    public record Key(String name, String type, long bytes, long usage) {}
}
