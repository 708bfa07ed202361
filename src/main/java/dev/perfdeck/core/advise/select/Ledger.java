package dev.perfdeck.core.advise.select;

/// What a set of chosen indexes is worth, kept up to date as indexes come and go: only the queries that one touches are
/// looked at again. Knows at each moment what each absent index would add, and what each present one would be missed
/// for.
///
/// One thread.
final class Ledger {
    final Matrix matrix;

    /// Saved by adding an absent index alone, its upkeep not yet taken off.
    final double[] gain;

    /// Lost by removing a present index alone, its upkeep not yet given back.
    final double[] loss;

    /// Saved by having all of a set, for the queries that name the set.
    final double[] setGain;

    final int[] missing;
    final boolean[] chosen;
    final Ints touched = new Ints();

    private final int[] best;
    private final double[] pairGain;
    private final double[] pairLoss;
    private final boolean[] dirty;
    private double value;
    private long bytes;
    private int count;
    private long steps;

    Ledger(Matrix matrix) {
        this.matrix = matrix;
        gain = new double[matrix.indexes()];
        loss = new double[matrix.indexes()];
        setGain = new double[matrix.sets()];
        missing = new int[matrix.sets()];
        chosen = new boolean[matrix.indexes()];
        best = new int[matrix.queries()];
        dirty = new boolean[matrix.queries()];
        pairGain = new double[matrix.pairIndex.length];
        pairLoss = new double[matrix.pairIndex.length];
        for (int set = 0; set < missing.length; set++) {
            missing[set] = matrix.setStart[set + 1] - matrix.setStart[set];
        }
        for (int q = 0; q < best.length; q++) {
            best[q] = matrix.entryStart[q + 1];
            for (int e = matrix.entryStart[q]; e < best[q]; e++) {
                setGain[matrix.entrySet[e]] += matrix.saving[e];
            }
            review(q);
        }
    }

    /// Saved by all that is chosen, less upkeep; carries rounding errors of long use, see [#exactValue].
    double value() {
        return value;
    }

    double exactValue() {
        double sum = 0;
        for (int q = 0; q < best.length; q++) {
            sum += saved(q);
        }
        for (int i = 0; i < chosen.length; i++) {
            sum -= chosen[i] ? matrix.upkeep[i] : 0;
        }
        value = sum;
        return sum;
    }

    long bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    /// Work done so far, in looks at an entry: a clock that runs equally on all machines.
    long steps() {
        return steps;
    }

    void worked(long more) {
        steps += more;
    }

    int bestOf(int query) {
        return best[query];
    }

    double net(int index) {
        return gain[index] - matrix.upkeep[index];
    }

    void add(int index) {
        chosen[index] = true;
        bytes += matrix.size[index];
        count++;
        value -= matrix.upkeep[index];
        var sets = matrix.setsOfIndex;
        for (int at = sets.start()[index]; at < sets.start()[index + 1]; at++) {
            int set = sets.to()[at];
            if (--missing[set] <= 1) {
                notice(set);
            }
        }
        settle();
    }

    void remove(int index) {
        chosen[index] = false;
        bytes -= matrix.size[index];
        count--;
        value += matrix.upkeep[index];
        var sets = matrix.setsOfIndex;
        for (int at = sets.start()[index]; at < sets.start()[index + 1]; at++) {
            int set = sets.to()[at];
            if (++missing[set] <= 2) {
                notice(set);
            }
        }
        settle();
    }

    /// Chooses exactly these.
    void goTo(boolean[] goal) {
        for (int i = 0; i < goal.length; i++) {
            if (chosen[i] && !goal[i]) {
                remove(i);
            }
        }
        for (int i = 0; i < goal.length; i++) {
            if (!chosen[i] && goal[i]) {
                add(i);
            }
        }
        steps += goal.length / 4;
    }

    private void notice(int set) {
        var entries = matrix.entriesOfSet;
        for (int at = entries.start()[set]; at < entries.start()[set + 1]; at++) {
            int entry = entries.to()[at];
            int q = matrix.entryQuery[entry];
            steps++;
            if (!dirty[q] && (missing[set] <= 1 || entry < best[q])) {
                dirty[q] = true;
                touched.add(q);
            }
        }
    }

    private void settle() {
        for (int i = 0; i < touched.count(); i++) {
            int q = touched.get(i);
            dirty[q] = false;
            double before = saved(q);
            int from = best[q];
            best[q] = firstWhole(q);
            double now = saved(q);
            if (now != before) {
                value += now - before;
                revalue(q, Math.max(from, best[q]), before, now);
            }
            review(q);
        }
        touched.clear();
    }

    private double saved(int q) {
        return best[q] < matrix.entryStart[q + 1] ? matrix.saving[best[q]] : 0;
    }

    private int firstWhole(int q) {
        int entry = matrix.entryStart[q];
        int end = matrix.entryStart[q + 1];
        while (entry < end && missing[matrix.entrySet[entry]] > 0) {
            entry++;
        }
        steps += entry - matrix.entryStart[q];
        return entry;
    }

    private void revalue(int q, int until, double before, double now) {
        for (int e = matrix.entryStart[q]; e < until; e++) {
            setGain[matrix.entrySet[e]] += Math.max(0, matrix.saving[e] - now) - Math.max(0, matrix.saving[e] - before);
        }
    }

    /// What each index could add to this query, and what it would be missed for.
    private void review(int q) {
        for (int pair = matrix.pairStart[q]; pair < matrix.pairStart[q + 1]; pair++) {
            gain[matrix.pairIndex[pair]] -= pairGain[pair];
            loss[matrix.pairIndex[pair]] -= pairLoss[pair];
            pairGain[pair] = 0;
            pairLoss[pair] = 0;
        }
        double now = saved(q);
        for (int e = matrix.entryStart[q]; e < best[q]; e++) {
            if (missing[matrix.entrySet[e]] == 1) {
                int pair = missingPair(e);
                if (pairGain[pair] == 0) {
                    pairGain[pair] = matrix.saving[e] - now;
                    gain[matrix.pairIndex[pair]] += pairGain[pair];
                }
            }
        }
        steps += matrix.pairStart[q + 1] - matrix.pairStart[q] + best[q] - matrix.entryStart[q];
        if (best[q] < matrix.entryStart[q + 1]) {
            for (int m = matrix.memberStart[best[q]]; m < matrix.memberStart[best[q] + 1]; m++) {
                int pair = matrix.memberPair[m];
                pairLoss[pair] = now - without(q, pair);
                loss[matrix.pairIndex[pair]] += pairLoss[pair];
            }
        }
    }

    private int missingPair(int entry) {
        int member = matrix.memberStart[entry];
        while (chosen[matrix.pairIndex[matrix.memberPair[member]]]) {
            member++;
        }
        return matrix.memberPair[member];
    }

    private double without(int q, int pair) {
        int end = matrix.entryStart[q + 1];
        for (int e = best[q] + 1; e < end; e++) {
            steps++;
            if (missing[matrix.entrySet[e]] == 0 && !names(e, pair)) {
                return matrix.saving[e];
            }
        }
        return 0;
    }

    private boolean names(int entry, int pair) {
        for (int m = matrix.memberStart[entry]; m < matrix.memberStart[entry + 1]; m++) {
            if (matrix.memberPair[m] == pair) {
                return true;
            }
        }
        return false;
    }
}
