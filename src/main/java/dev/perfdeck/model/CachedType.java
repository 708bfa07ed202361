package dev.perfdeck.model;

import java.time.Duration;
import java.util.Optional;

/// A resource type of the application's cache as it is used now.
///
/// @param hitsPerSecond   over the last minutes
/// @param missesPerSecond over the last minutes
/// @param ttl             the longest that a sampled key had left; empty where none was sampled
public record CachedType(String type, double hitsPerSecond, double missesPerSecond, Optional<Duration> ttl) {
    /// 0 to 1; NaN when nothing was read.
    public double hitRate() {
        return hitsPerSecond / (hitsPerSecond + missesPerSecond);
    }
}
