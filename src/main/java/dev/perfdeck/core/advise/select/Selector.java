package dev.perfdeck.core.advise.select;

import java.util.ArrayList;

/// Chooses indexes under budgets: greedily in several tastes, and from the best of them onwards by an [Improver]. What
/// was found for a smaller budget is a start for a larger one too, so more room never makes it worse.
///
/// Any thread, one at a time.
public final class Selector {
    private static final double[] THRIFTS = {1, 0.5, 0};

    /// A greedy start may take this share of the steps; where one takes more, it is the only one.
    private static final double START_SHARE = 0.05;

    private final Matrix matrix;
    private final Effort effort;
    private final Ledger ledger;
    private final Filling filling;
    private final Greedy greedy;

    public Selector(Matrix matrix, Effort effort) {
        this.matrix = matrix;
        this.effort = effort;
        ledger = new Ledger(matrix);
        filling = new Filling(ledger, effort.stop());
        greedy = new Greedy(ledger, filling, effort.stop());
    }

    /// Budgets from small to large give the best answers.
    public Selection select(long budgetBytes) {
        start(budgetBytes);
        new Improver(ledger, filling, effort.stop()).improve(budgetBytes, effort.steps());
        return selection(budgetBytes, !effort.stop().getAsBoolean());
    }

    /// Greedy alone: what brings most for its size, until nothing more fits.
    public Selection greedy(long budgetBytes) {
        clear();
        greedy.fill(budgetBytes, Taste.plain(1, matrix.indexes()));
        return selection(budgetBytes, !effort.stop().getAsBoolean());
    }

    /// From what was chosen for the last, smaller budget, and from nothing in several tastes.
    private void start(long budget) {
        long begin = ledger.steps();
        boolean more = ledger.count() > 0 && ledger.bytes() <= budget;
        var best = new boolean[matrix.indexes()];
        double bestValue = 0;
        for (int k = more ? -1 : 0; k < THRIFTS.length; k++) {
            if (k >= 0) {
                clear();
            }
            greedy.fill(budget, Taste.plain(THRIFTS[Math.max(0, k)], matrix.indexes()));
            filling.prune();
            if (ledger.exactValue() > bestValue) {
                bestValue = ledger.value();
                best = ledger.chosen.clone();
            }
            if (ledger.steps() - begin > START_SHARE * effort.steps()) {
                break;
            }
        }
        ledger.goTo(best);
    }

    private void clear() {
        ledger.goTo(new boolean[matrix.indexes()]);
    }

    private Selection selection(long budget, boolean finished) {
        var indexes = new ArrayList<Integer>();
        for (int i = 0; i < ledger.chosen.length; i++) {
            if (ledger.chosen[i]) {
                indexes.add(i);
            }
        }
        return new Selection(budget, indexes, ledger.bytes(), matrix.baseCost() - ledger.exactValue(), finished);
    }
}
