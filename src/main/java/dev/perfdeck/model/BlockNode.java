package dev.perfdeck.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A session in the tree of who waits for whom. Each session stands in the tree once, below the blocker that is nearest
/// to a root; all its blockers are in `blockers`.
///
/// @param lock     what it waits for, `relation public.orders`; empty for a root, unless the root is part of a circle
/// @param mode     in which it wants the lock, `ExclusiveLock`; empty with `lock`
/// @param since    when it began to wait; null before PostgreSQL 14 and for a root
/// @param blockers pids that it waits for; 0 is a prepared transaction
/// @param holdsUp  sessions that wait for it, directly or through others; one with two blockers counts for both
/// @param unlisted sessions more in the queue of this one's lock that are counted only
/// @param blocks   those below it, the one that holds up most first
public record BlockNode(
        PgSession session,
        String lock,
        String mode,
        @Nullable Instant since,
        List<Integer> blockers,
        int holdsUp,
        int unlisted,
        List<BlockNode> blocks) {
    /// Whether it waits itself: in a root, the sign of a circle that the server has not resolved yet.
    public boolean waits() {
        return !blockers.isEmpty();
    }
}
