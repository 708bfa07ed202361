package dev.perfdeck.core.advise.select;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/// Fills what is left of a budget greedily: again and again what brings most for its size, be it one index or a whole
/// set whose members bring little alone (as two sides of a join do). One thread; works on one [Ledger].
final class Filling {
    /// Savings below this share of all cost are rounding errors.
    private static final double NOTHING = 1e-11;

    /// How many whole sets are tried in earnest before a step settles for a single index.
    private static final int TRIES = 4;

    private final Ledger ledger;
    private final Matrix matrix;
    private final double nothing;
    private final BooleanSupplier stop;
    private final int[] triedAt;
    private int step;

    Filling(Ledger ledger, BooleanSupplier stop) {
        this.ledger = ledger;
        this.matrix = ledger.matrix;
        this.stop = stop;
        nothing = NOTHING * Math.max(Double.MIN_NORMAL, matrix.baseCost());
        triedAt = new int[matrix.sets()];
    }

    double nothing() {
        return nothing;
    }

    /// @param sets the sets to think of as wholes
    void fill(long budget, Taste taste, Ints sets) {
        while (!stop.getAsBoolean() && step(budget, taste, sets)) {
            // the step did the work
        }
    }

    private boolean step(long budget, Taste taste, Ints sets) {
        step++;
        long room = budget - ledger.bytes();
        int bestIndex = bestIndex(room, taste);
        double score = bestIndex < 0 ? 0 : taste.score(bestIndex, ledger.net(bestIndex), matrix.size[bestIndex]);
        for (int tries = 0; tries < TRIES; tries++) {
            int set = bestSet(room, taste, sets, score);
            if (set < 0) {
                break;
            }
            triedAt[set] = step;
            if (takeSet(set, taste, score, new Ints()) > score) {
                return true;
            }
        }
        if (bestIndex >= 0) {
            ledger.add(bestIndex);
        }
        return bestIndex >= 0;
    }

    private int bestIndex(long room, Taste taste) {
        int best = -1;
        double bestScore = 0;
        for (int i = 0; i < ledger.chosen.length; i++) {
            double net = ledger.gain[i] - matrix.upkeep[i];
            if (net > nothing && !ledger.chosen[i] && matrix.size[i] <= room) {
                double score = taste.score(i, net, matrix.size[i]);
                if (score > bestScore) {
                    bestScore = score;
                    best = i;
                }
            }
        }
        ledger.worked(ledger.chosen.length / 4);
        return best;
    }

    private int bestSet(long room, Taste taste, Ints sets, double atLeast) {
        int best = -1;
        double bestScore = atLeast;
        for (int i = 0; i < sets.count(); i++) {
            int set = sets.get(i);
            double score = triedAt[set] == step ? 0 : hope(set, room, taste);
            if (score > bestScore) {
                bestScore = score;
                best = set;
            }
        }
        ledger.worked(sets.count());
        return best;
    }

    /// The score a set may have as a whole, or a little more: a query that a member serves alone too counts twice. 0
    /// when
    /// it is not a whole any more, does not fit or brings nothing.
    double hope(int set, long room, Taste taste) {
        if (ledger.missing[set] < 2 || ledger.setGain[set] <= nothing) {
            return 0;
        }
        double hope = ledger.setGain[set];
        long bytes = 0;
        int first = -1;
        for (int at = matrix.setStart[set]; at < matrix.setStart[set + 1]; at++) {
            int index = matrix.setIndex[at];
            if (!ledger.chosen[index]) {
                hope += ledger.net(index);
                bytes += matrix.size[index];
                first = first < 0 ? index : first;
            }
        }
        return bytes > room || hope <= nothing ? 0 : taste.score(first, hope, bytes);
    }

    /// Has the missing members to see what they bring together, and keeps them if that is enough.
    ///
    /// @param added filled with the members when they are kept
    /// @return the real score
    double takeSet(int set, Taste taste, double atLeast, Ints added) {
        double before = ledger.value();
        long bytesBefore = ledger.bytes();
        addMissing(set, added);
        double real = ledger.value() - before;
        double score = real <= nothing ? 0 : taste.score(added.get(0), real, ledger.bytes() - bytesBefore);
        if (score <= atLeast) {
            for (int i = 0; i < added.count(); i++) {
                ledger.remove(added.get(i));
            }
            added.clear();
        }
        return score;
    }

    void addMissing(int set, Ints added) {
        for (int at = matrix.setStart[set]; at < matrix.setStart[set + 1]; at++) {
            if (!ledger.chosen[matrix.setIndex[at]]) {
                ledger.add(matrix.setIndex[at]);
                added.add(matrix.setIndex[at]);
            }
        }
    }

    /// Removes what nobody would miss, the dearest to keep first.
    void prune() {
        boolean again = true;
        while (again) {
            int worst = -1;
            double most = nothing;
            for (int i = 0; i < ledger.chosen.length; i++) {
                if (ledger.chosen[i] && matrix.upkeep[i] - ledger.loss[i] + nothing * 2 > most) {
                    most = matrix.upkeep[i] - ledger.loss[i] + nothing * 2;
                    worst = i;
                }
            }
            ledger.worked(ledger.chosen.length / 4);
            again = worst >= 0 && !stop.getAsBoolean();
            if (again) {
                ledger.remove(worst);
            }
        }
    }

    /// Removes what is missed least for its size until the rest fits; what is `spared` stays as long as it can.
    void shrink(long budget, Taste taste, boolean[] spared) {
        while (ledger.bytes() > budget) {
            int worst = -1;
            double least = Double.MAX_VALUE;
            for (int i = 0; i < ledger.chosen.length; i++) {
                if (ledger.chosen[i] && !spared[i] && matrix.size[i] > 0) {
                    double score = taste.score(i, Math.max(0, ledger.loss[i] - matrix.upkeep[i]), matrix.size[i]);
                    if (score < least) {
                        least = score;
                        worst = i;
                    }
                }
            }
            ledger.worked(ledger.chosen.length / 4);
            if (worst < 0) {
                Arrays.fill(spared, false);
            } else {
                ledger.remove(worst);
            }
        }
    }
}
