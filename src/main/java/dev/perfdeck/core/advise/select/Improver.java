package dev.perfdeck.core.advise.select;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/// Looks around a selection for a better one: takes some indexes out, or forces one in, fills the room again with a
/// whim,
/// and keeps what is better, early on also what is a little worse ("ruin and recreate" under threshold accepting:
/// Schrimpf et al., Journal of Computational Physics 159, 2000). Greedy selections fail where indexes only help in
/// pairs
/// and where the last byte counts; this mends both.
///
/// Deterministic: the whims come from a seed, and the temperature follows the steps done. One thread.
final class Improver {
    private static final double START_HEAT = 0.003;
    private static final int RUIN_AT_MOST = 12;
    private static final int SETS_BY_CHANCE = 24;
    private static final double[] THRIFTS = {1, 1, 0.7, 0.4};

    private final Ledger ledger;
    private final Matrix matrix;
    private final Filling filling;
    private final BooleanSupplier stop;
    private final SplittableRandom random = new SplittableRandom(17);
    private final Ints sets = new Ints();
    private final boolean[] now;
    private final boolean[] best;
    private final boolean[] spared;
    private double nowValue;
    private double bestValue;

    Improver(Ledger ledger, Filling filling, BooleanSupplier stop) {
        this.ledger = ledger;
        this.matrix = ledger.matrix;
        this.filling = filling;
        this.stop = stop;
        now = ledger.chosen.clone();
        best = ledger.chosen.clone();
        spared = new boolean[matrix.indexes()];
        nowValue = ledger.exactValue();
        bestValue = nowValue;
    }

    /// Leaves the ledger at the best selection found.
    void improve(long budget, long steps) {
        long begin = ledger.steps();
        double heat = START_HEAT * Math.max(bestValue, 0);
        while (!stop.getAsBoolean() && ledger.steps() - begin < steps) {
            double left = 1 - (ledger.steps() - begin) / (double) steps;
            walk(budget);
            judge(heat * left * left * random.nextDouble());
        }
        ledger.goTo(best);
        ledger.exactValue();
    }

    private void walk(long budget) {
        sets.clear();
        ledger.worked(16 + matrix.indexes());
        var taste = new Taste(
                THRIFTS[random.nextInt(THRIFTS.length)],
                0.6 * random.nextDouble(),
                random.nextLong(),
                new boolean[matrix.indexes()]);
        switch (random.nextInt(3)) {
            case 0 -> ruinByChance(taste);
            case 1 -> ruinOneQuery(taste);
            default -> force(budget, taste);
        }
        for (int i = 0; matrix.sets() > 0 && i < SETS_BY_CHANCE; i++) {
            sets.add(random.nextInt(matrix.sets()));
        }
        filling.fill(budget, taste, sets);
        filling.prune();
        Arrays.fill(taste.shunned(), false);
        filling.fill(budget, taste, sets);
    }

    private void ruinByChance(Taste taste) {
        int most = Math.min(RUIN_AT_MOST, 1 + ledger.count() / 3);
        for (int k = 1 + random.nextInt(most); k > 0 && ledger.count() > 0; k--) {
            ruin(nthChosen(random.nextInt(ledger.count())), taste);
        }
    }

    /// All that serves one query, and so leaves room for it to be served otherwise.
    private void ruinOneQuery(Taste taste) {
        if (matrix.queries() == 0) {
            return;
        }
        int q = random.nextInt(matrix.queries());
        for (int pair = matrix.pairStart[q]; pair < matrix.pairStart[q + 1]; pair++) {
            if (ledger.chosen[matrix.pairIndex[pair]]) {
                ruin(matrix.pairIndex[pair], taste);
            }
        }
        thinkOfSets(q);
    }

    private void ruin(int index, Taste taste) {
        ledger.remove(index);
        taste.shunned()[index] = random.nextBoolean();
        var links = matrix.setsOfIndex;
        int from = links.start()[index];
        int some = links.start()[index + 1] - from;
        for (int i = 0; i < Math.min(some, 4); i++) {
            int set = links.to()[from + random.nextInt(some)];
            var entries = matrix.entriesOfSet;
            thinkOfSets(matrix.entryQuery[entries.to()[entries.start()[set]]]);
        }
    }

    private void thinkOfSets(int q) {
        int from = matrix.entryStart[q];
        int until = Math.min(ledger.bestOf(q), from + SETS_BY_CHANCE);
        for (int e = from; e < until; e++) {
            sets.add(matrix.entrySet[e]);
        }
        ledger.worked(until - from);
    }

    /// Something that is not chosen is to be had, and what is missed least makes room for it.
    private void force(long budget, Taste taste) {
        if (matrix.entrySet.length == 0) {
            return;
        }
        int entry = random.nextInt(matrix.entrySet.length);
        int q = matrix.entryQuery[entry];
        int until = ledger.bestOf(q);
        if (until == matrix.entryStart[q]) {
            return;
        }
        if (entry >= until) {
            entry = matrix.entryStart[q] + random.nextInt(until - matrix.entryStart[q]);
        }
        Arrays.fill(spared, false);
        int set = matrix.entrySet[entry];
        for (int at = matrix.setStart[set]; at < matrix.setStart[set + 1]; at++) {
            spared[matrix.setIndex[at]] = true;
        }
        filling.addMissing(set, new Ints());
        filling.shrink(budget, taste, spared);
        thinkOfSets(q);
    }

    private int nthChosen(int n) {
        int index = -1;
        for (int left = n; left >= 0; ) {
            left -= ledger.chosen[++index] ? 1 : 0;
        }
        return index;
    }

    private void judge(double tolerance) {
        if (ledger.value() > bestValue + filling.nothing() && ledger.exactValue() > bestValue) {
            bestValue = ledger.value();
            System.arraycopy(ledger.chosen, 0, best, 0, best.length);
        }
        if (ledger.value() >= nowValue - tolerance) {
            nowValue = ledger.value();
            System.arraycopy(ledger.chosen, 0, now, 0, now.length);
        } else {
            ledger.goTo(now);
        }
    }
}
