package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.Seen.Found;
import org.jspecify.annotations.Nullable;

/// A look at a key, and when it was sent.
///
/// @param seen `null` when Redis did not tell
/// @param mark of the near cache, taken before
record Look(@Nullable Seen seen, long sentNanos, long mark, long generation) {
    boolean down() {
        return seen == null;
    }

    long stamp() {
        return seen == null ? 0 : seen.stamp();
    }

    /// What can be given to the caller at once.
    @Nullable
    Found fresh() {
        return seen instanceof Found found && !found.stale() ? found : null;
    }

    /// What can be given to the caller when loading fails.
    @Nullable
    Found stale() {
        return seen instanceof Found found && found.stale() ? found : null;
    }
}
