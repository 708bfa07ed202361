package dev.perfdeck.core.monitor;

import java.util.HashMap;
import java.util.Map;

/// All entries of pg_stat_statements at one instant.
///
/// @param resetMark when all of them were last reset; empty where the version cannot tell
/// @param evicted   how often the server made room by dropping entries; -1 where it cannot tell
record StatementSnapshot(long nanos, long second, Map<StatementKey, Entry> entries, String resetMark, long evicted) {

    /// @param since when the entry was made, in milliseconds; 0 where the version cannot tell
    record Entry(long calls, double millis, long rows, long since) {
        /// What came on top of `before`. An entry that was evicted and made again counts from zero.
        Entry minus(Entry before) {
            var anew = since != before.since || calls < before.calls || millis < before.millis || rows < before.rows;
            return anew ? this : new Entry(calls - before.calls, millis - before.millis, rows - before.rows, since);
        }
    }

    /// Entries that were called since `before`, by what came on top; a key that is new counts from zero. The difference
    /// is made on the full set: cutting first would take entries that come and go for new ones.
    Map<StatementKey, Entry> since(StatementSnapshot before) {
        var reset = !resetMark.equals(before.resetMark);
        var deltas = new HashMap<StatementKey, Entry>();
        entries.forEach((key, now) -> {
            var then = before.entries.get(key);
            var delta = reset || then == null ? now : now.minus(then);
            if (delta.calls > 0) {
                deltas.put(key, delta);
            }
        });
        return deltas;
    }

    /// Whether the entries were reset since `before`. Versions without a mark, and a reset of one database alone, show
    /// it only by most entries being gone at once. Evictions do that too where shapes are many; their count
    /// tells them apart.
    boolean resetSince(StatementSnapshot before) {
        if (!resetMark.equals(before.resetMark)) {
            return true;
        }
        if (evicted > before.evicted) {
            return false;
        }
        var kept = before.entries.entrySet().stream()
                .filter(then -> survives(then.getKey(), then.getValue()))
                .count();
        return before.entries.size() >= 4 && kept < before.entries.size() / 2;
    }

    private boolean survives(StatementKey key, Entry then) {
        var now = entries.get(key);
        return now != null && now.calls >= then.calls && now.since == then.since;
    }
}
