package dev.perfdeck.core.cache.stats;

import java.util.Locale;

/// What is counted. The first five have a field each in the shared hash under their lower-case name, and one per
/// resource type.
public enum Counter {
    HITS,
    MISSES,
    SETS,
    DELETES,
    ERRORS,
    /// Hits that this process's own memory answered; they count as hits too.
    NEAR_HITS,
    /// Values served past their time because their loader failed.
    STALE,
    LOADS,
    /// Loads ahead of time, which nobody waited for.
    REFRESHES;

    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
