package dev.perfdeck.core.activity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A session that waits for a lock.
///
/// @param key      its pid
/// @param blockers keys of those it waits for: a pid, or the number of a prepared transaction, negated
/// @param queue    names the lock, the same for all that wait for it
/// @param queued   how many wait for that lock
record Waiter(
        long key,
        Set<Long> blockers,
        String lock,
        String mode,
        @Nullable Instant since,
        String queue,
        int queued) {}
