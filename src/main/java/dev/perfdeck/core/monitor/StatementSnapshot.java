package dev.perfdeck.core.monitor;

/// All entries of pg_stat_statements at one instant, with how the server keeps them.
record StatementSnapshot(long nanos, long second, StatementTable entries, StatementInfo info) {

    /// Entries that were called since `before`, by what came on top. The difference is made on the full set: cutting
    /// first would take entries that come and go for new ones.
    StatementTable since(StatementSnapshot before) {
        return entries.minus(before.entries, !info.resetMark().equals(before.info.resetMark()));
    }

    /// Whether the entries were reset since `before`. Versions without a mark, and a reset of one database alone, show
    /// it only by most entries being gone at once. Evictions do that too where shapes are many; their count
    /// tells them apart.
    boolean resetSince(StatementSnapshot before) {
        if (!info.resetMark().equals(before.info.resetMark())) {
            return true;
        }
        if (info.evicted() > before.info.evicted() || before.entries.size() < 4) {
            return false;
        }
        int kept = 0;
        for (int then = 0; then < before.entries.size(); then++) {
            int row = entries.find(before.entries.key(then));
            kept += row >= 0 && !entries.anew(row, before.entries, then) ? 1 : 0;
        }
        return kept < before.entries.size() / 2;
    }

    /// Entries that were dropped to make room since `before`.
    long evictedSince(StatementSnapshot before) {
        return Math.max(0, info.evicted() - before.info.evicted());
    }
}
