package dev.perfdeck.core.monitor;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Statements with their figures, in primitive arrays: thousands of them are kept for every poll of an hour. Does not
/// change once built; its index is made at the first look-up, so whoever shares a table among threads guards it.
final class StatementTable {
    private static final int EMPTY = -1;

    private final StatementKey[] keys;
    private final double[] cells;
    private final long[] since;
    private int @Nullable [] index;

    private StatementTable(StatementKey[] keys, double[] cells, long[] since) {
        this.keys = keys;
        this.cells = cells;
        this.since = since;
    }

    int size() {
        return keys.length;
    }

    StatementKey key(int row) {
        return keys[row];
    }

    double at(int row, int field) {
        return cells[row * Tally.WIDTH + field];
    }

    /// When the entry was made, in milliseconds; 0 where the version cannot tell.
    long since(int row) {
        return since[row];
    }

    double stddev(int row) {
        return Tally.stddev(cells, row * Tally.WIDTH);
    }

    /// The row of a statement; -1 without one.
    int find(StatementKey key) {
        var slots = index == null ? indexed() : index;
        for (int slot = key.hashCode() & slots.length - 1; slots[slot] != EMPTY; slot = slot + 1 & slots.length - 1) {
            if (keys[slots[slot]].equals(key)) {
                return slots[slot];
            }
        }
        return EMPTY;
    }

    private int[] indexed() {
        var slots = new int[Integer.highestOneBit(Math.max(1, keys.length)) * 4];
        Arrays.fill(slots, EMPTY);
        for (int row = 0; row < keys.length; row++) {
            int slot = keys[row].hashCode() & slots.length - 1;
            while (slots[slot] != EMPTY) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = row;
        }
        index = slots;
        return slots;
    }

    /// What came on top of `before` in each statement that was called since. One that is new, or was dropped and made
    /// anew, counts from zero, and so do all after a reset.
    StatementTable minus(StatementTable before, boolean reset) {
        var deltas = new Rows(64);
        for (int row = 0; row < keys.length; row++) {
            var then = reset ? EMPTY : before.find(keys[row]);
            if (then == EMPTY || anew(row, before, then)) {
                if (at(row, Tally.CALLS) > 0) {
                    deltas.copy(this, row, keys[row]);
                }
            } else if (at(row, Tally.CALLS) > before.at(then, Tally.CALLS)) {
                var to = deltas.begin(before.keys[then], since[row]);
                Tally.minus(cells, row * Tally.WIDTH, before.cells, then * Tally.WIDTH, deltas.cells, to);
            }
        }
        return deltas.table();
    }

    /// Whether this row is not the one that `before` holds, counted on.
    boolean anew(int row, StatementTable before, int then) {
        return since[row] != before.since[then]
                || Tally.fell(cells, row * Tally.WIDTH, before.cells, then * Tally.WIDTH);
    }

    StatementTable only(Predicate<StatementKey> wanted) {
        var some = new Rows(Math.max(1, keys.length));
        for (int row = 0; row < keys.length; row++) {
            if (wanted.test(keys[row])) {
                some.copy(this, row, keys[row]);
            }
        }
        return some.table();
    }

    StatementTable pick(int[] rows) {
        var some = new Rows(Math.max(1, rows.length));
        for (int row : rows) {
            some.copy(this, row, keys[row]);
        }
        return some.table();
    }

    /// A table being filled, row by row.
    static final class Rows {
        private StatementKey[] keys;
        private double[] cells;
        private long[] since;
        private int size;

        Rows(int expected) {
            keys = new StatementKey[expected];
            cells = new double[expected * Tally.WIDTH];
            since = new long[expected];
        }

        /// Where the new row begins.
        int begin(StatementKey key, long made) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size * 2);
                cells = Arrays.copyOf(cells, size * 2 * Tally.WIDTH);
                since = Arrays.copyOf(since, size * 2);
            }
            keys[size] = key;
            since[size] = made;
            return size++ * Tally.WIDTH;
        }

        void set(int at, int field, double value) {
            cells[at + field] = value;
        }

        void copy(StatementTable from, int row, StatementKey key) {
            var to = begin(key, from.since[row]);
            System.arraycopy(from.cells, row * Tally.WIDTH, cells, to, Tally.WIDTH);
        }

        /// Adds to a row that is there already.
        void plus(int row, StatementTable more, int other) {
            Tally.plus(cells, row * Tally.WIDTH, more.cells, other * Tally.WIDTH);
        }

        int size() {
            return size;
        }

        StatementTable table() {
            return new StatementTable(
                    Arrays.copyOf(keys, size), Arrays.copyOf(cells, size * Tally.WIDTH), Arrays.copyOf(since, size));
        }
    }
}
