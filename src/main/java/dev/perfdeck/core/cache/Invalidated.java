package dev.perfdeck.core.cache;

import java.time.Duration;

/// How an invalidation ended.
///
/// @param pattern relative to the namespace
/// @param matched keys that the pattern met; a server may report one twice
/// @param deleted keys that were there and are gone; 0 in a dry run
/// @param dryRun  whether it only looked
/// @param end     why it stopped
/// @param calls   of SCAN
/// @param walked  keys walked past, about: a call looks at a step's worth of them, matching or not
public record Invalidated(
        String pattern, long matched, long deleted, boolean dryRun, Duration took, End end, long calls, long walked) {
    public enum End {
        /// Every key was looked at.
        COMPLETE,
        /// As many keys were deleted as were allowed.
        CAPPED,
        CANCELLED,
        /// Redis went away. Nothing of the namespace is read from the cache till it is back; then all of it is void,
        /// as after a new epoch. Not so for an order [Invalidation#withoutDebt()], whose rest stays.
        OWED
    }
}
