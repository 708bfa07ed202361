package dev.perfdeck.core.advise.select;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/// Fills a budget from a queue of everything there is: single indexes, and sets as wholes. A score is looked at again
/// only
/// when it comes to the front or when a query it touches has changed ("lazy greedy": Minoux, 1978), so the time grows
/// little faster than the matrix.
///
/// Things below `indexes()` are indexes, those above are sets. One thread.
final class Greedy {
    private final Ledger ledger;
    private final Matrix matrix;
    private final Filling filling;
    private final BooleanSupplier stop;
    private final int[] triedAt;
    private int taken = 1;

    Greedy(Ledger ledger, Filling filling, BooleanSupplier stop) {
        this.ledger = ledger;
        this.matrix = ledger.matrix;
        this.filling = filling;
        this.stop = stop;
        triedAt = new int[matrix.sets()];
    }

    void fill(long budget, Taste taste) {
        var heap = new Heap();
        Arrays.fill(triedAt, 0);
        for (int index = 0; index < matrix.indexes(); index++) {
            offer(heap, index, taste, budget);
        }
        for (int set = 0; set < matrix.sets(); set++) {
            offer(heap, matrix.indexes() + set, taste, budget);
        }
        while (!heap.isEmpty() && !stop.getAsBoolean()) {
            int thing = heap.top();
            double stored = heap.topScore();
            heap.pop();
            ledger.worked(8);
            if (thing < matrix.indexes()) {
                index(heap, thing, stored, taste, budget);
            } else {
                set(heap, thing - matrix.indexes(), stored, taste, budget);
            }
        }
    }

    private void index(Heap heap, int index, double stored, Taste taste, long budget) {
        double score = score(index, taste, budget);
        if (score < stored && score < heap.topScore()) {
            offer(heap, index, taste, budget);
        } else if (score > 0) {
            ledger.add(index);
            afterwards(heap, index, taste, budget);
        }
    }

    private void set(Heap heap, int set, double stored, Taste taste, long budget) {
        int thing = matrix.indexes() + set;
        double score = score(thing, taste, budget);
        boolean tried = triedAt[set] == taken;
        if (score <= 0) {
            return;
        }
        if (!tried && score < stored && score < heap.topScore()) {
            offer(heap, thing, taste, budget);
            return;
        }
        var added = new Ints();
        double real = filling.takeSet(set, taste, tried ? 0 : heap.topScore(), added);
        if (!added.isEmpty()) {
            for (int i = 0; i < added.count(); i++) {
                afterwards(heap, added.get(i), taste, budget);
            }
        } else if (real > 0 && !tried) {
            triedAt[set] = taken;
            heap.push(thing, real);
        }
    }

    /// What serves the same queries may be worth more now, if it was one half of a pair.
    private void afterwards(Heap heap, int index, Taste taste, long budget) {
        taken++;
        var sets = matrix.setsOfIndex;
        for (int at = sets.start()[index]; at < sets.start()[index + 1]; at++) {
            int set = sets.to()[at];
            if (ledger.missing[set] == 1) {
                for (int member = matrix.setStart[set]; member < matrix.setStart[set + 1]; member++) {
                    offer(heap, matrix.setIndex[member], taste, budget);
                }
            } else {
                offer(heap, matrix.indexes() + set, taste, budget);
            }
        }
        ledger.worked(4L * (sets.start()[index + 1] - sets.start()[index]));
    }

    private void offer(Heap heap, int thing, Taste taste, long budget) {
        double score = score(thing, taste, budget);
        if (score > 0) {
            heap.push(thing, score);
        }
    }

    private double score(int thing, Taste taste, long budget) {
        long room = budget - ledger.bytes();
        if (thing >= matrix.indexes()) {
            return filling.hope(thing - matrix.indexes(), room, taste);
        }
        double net = ledger.net(thing);
        return ledger.chosen[thing] || net <= filling.nothing() || matrix.size[thing] > room
                ? 0
                : taste.score(thing, net, matrix.size[thing]);
    }
}
