package dev.perfdeck.core.advise.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/// The choice under a budget, held against every choice there is where there are few.
class SelectorTest {
    private static final Effort SHORT = new Effort(200_000, () -> false);

    /// Like joins: some indexes help alone, some in pairs only, sizes differ by a hundred.
    private static Matrix some(long seed, int indexes, int queries) {
        var random = new Random(seed);
        var builder = new MatrixBuilder();
        for (int i = 0; i < indexes; i++) {
            builder.index("i" + i, 1 + random.nextInt(100), random.nextInt(3) == 0 ? random.nextInt(40) : 0);
        }
        for (int q = 0; q < queries; q++) {
            double base = Math.exp(random.nextGaussian() * 2 + 6);
            builder.query(1 + random.nextInt(3), base);
            for (int k = 0; k < 6; k++) {
                int[] set = random.ints(1 + random.nextInt(3), 0, indexes)
                        .distinct()
                        .toArray();
                builder.cost(q, base * random.nextDouble(), set);
            }
        }
        return builder.build();
    }

    private static double bestOfAll(Matrix matrix, long budget) {
        double best = matrix.baseCost();
        for (int mask = 0; mask < 1 << matrix.indexes(); mask++) {
            double cost = 0;
            long bytes = 0;
            for (int i = 0; i < matrix.indexes(); i++) {
                bytes += ((mask >> i) & 1) == 1 ? matrix.size[i] : 0;
                cost += ((mask >> i) & 1) == 1 ? matrix.upkeep[i] : 0;
            }
            for (int q = 0; q < matrix.queries() && bytes <= budget; q++) {
                cost += matrix.base[q] - saved(matrix, q, mask);
            }
            best = bytes <= budget ? Math.min(best, cost) : best;
        }
        return best;
    }

    private static double saved(Matrix matrix, int q, int mask) {
        for (int e = matrix.entryStart[q]; e < matrix.entryStart[q + 1]; e++) {
            boolean whole = true;
            for (int at = matrix.setStart[matrix.entrySet[e]]; at < matrix.setStart[matrix.entrySet[e] + 1]; at++) {
                whole &= ((mask >> matrix.setIndex[at]) & 1) == 1;
            }
            if (whole) {
                return matrix.saving[e];
            }
        }
        return 0;
    }

    private static double costOf(Matrix matrix, List<Integer> indexes) {
        int mask = indexes.stream().mapToInt(i -> 1 << i).sum();
        double cost = indexes.stream().mapToDouble(i -> matrix.upkeep[i]).sum();
        for (int q = 0; q < matrix.queries(); q++) {
            cost += matrix.base[q] - saved(matrix, q, mask);
        }
        return cost;
    }

    @Property(tries = 60)
    void isTheBestThereIsWhereAllCanBeTried(@ForAll long seed, @ForAll @LongRange(min = 0, max = 400) long budget) {
        var matrix = some(seed, 12, 15);
        var selection = new Selector(matrix, SHORT).select(budget);
        assertThat(selection.cost()).isCloseTo(costOf(matrix, selection.indexes()), within(1e-6));
        assertThat(selection.cost()).isCloseTo(bestOfAll(matrix, budget), within(matrix.baseCost() * 0.005));
    }

    @Property(tries = 60)
    void staysWithinTheBudgetAndIsNeverWorseThanGreedy(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int indexes,
            @ForAll @LongRange(max = 900) long budget) {
        var matrix = some(seed, indexes, 30);
        var selection = new Selector(matrix, SHORT).select(budget);
        assertThat(selection.bytes()).isLessThanOrEqualTo(budget);
        assertThat(selection.bytes())
                .isEqualTo(selection.indexes().stream()
                        .mapToLong(matrix::sizeBytes)
                        .sum());
        assertThat(selection.cost())
                .isLessThanOrEqualTo(new Selector(matrix, SHORT).greedy(budget).cost() + 1e-6);
    }

    @Property(tries = 30)
    void moreRoomIsNeverWorse(@ForAll long seed) {
        var matrix = some(seed, 30, 40);
        var selector = new Selector(matrix, SHORT);
        double before = matrix.baseCost();
        for (long budget = 0; budget <= 1600; budget += 160) {
            double cost = selector.select(budget).cost();
            assertThat(cost).as("cost at " + budget).isLessThanOrEqualTo(before + 1e-6);
            before = cost;
        }
    }

    @Property(tries = 20)
    void answersTheSameEachTime(@ForAll long seed) {
        assertThat(new Selector(some(seed, 40, 60), SHORT).select(500))
                .isEqualTo(new Selector(some(seed, 40, 60), SHORT).select(500));
    }

    @Test
    void findsWhatHelpsOnlyTogether() {
        var builder = new MatrixBuilder();
        int lure = builder.index("lure", 10, 0);
        int left = builder.index("left", 10, 0);
        int right = builder.index("right", 10, 0);
        int query = builder.query(1, 1000);
        builder.cost(query, 900, lure);
        builder.cost(query, 10, right, left);
        var selection = new Selector(builder.build(), SHORT).select(20);
        assertThat(selection.indexes()).containsExactly(left, right);
        assertThat(selection.cost()).isEqualTo(10);
    }

    @Test
    void doesNotBuildWhatCostsMoreToKeepThanItSaves() {
        var builder = new MatrixBuilder();
        int dear = builder.index("dear to keep", 1, 60);
        int cheap = builder.index("cheap to keep", 50, 10);
        int query = builder.query(1, 100);
        builder.cost(query, 50, dear);
        builder.cost(query, 55, cheap);
        assertThat(new Selector(builder.build(), SHORT).select(1000).indexes()).containsExactly(cheap);
    }

    @Test
    void whatIsStoppedAtOnceIsStillAnAnswer() {
        var calls = new AtomicInteger();
        var matrix = some(5, 40, 60);
        var selection = new Selector(matrix, SHORT.until(() -> calls.incrementAndGet() > 3)).select(500);
        assertThat(selection.finished()).isFalse();
        assertThat(selection.indexes()).isNotEmpty();
        assertThat(selection.bytes()).isLessThanOrEqualTo(500);
    }

    @Test
    void thousandsOfQueriesAreChosenForWithinTheUsualSteps() {
        var random = new Random(3);
        var builder = new MatrixBuilder();
        for (int i = 0; i < 5_000; i++) {
            builder.index("i" + i, 1 + random.nextInt(100), 0);
        }
        for (int q = 0; q < 3_000; q++) {
            builder.query(1, 1000);
            for (int k = 0; k < 20; k++) {
                int family = random.nextInt(500) * 10;
                builder.cost(q, random.nextInt(1000), family + random.nextInt(10), family + random.nextInt(10));
            }
        }
        var matrix = builder.build();
        var selection = new Selector(matrix, Effort.usual(matrix)).select(20_000);
        assertThat(selection.finished()).isTrue();
        assertThat(selection.bytes()).isBetween(19_900L, 20_000L);
    }

    @Test
    void nothingToChooseFromIsAnAnswerToo() {
        var builder = new MatrixBuilder();
        builder.query(1, 10);
        var selection = new Selector(builder.build(), SHORT).select(100);
        assertThat(selection.indexes()).isEmpty();
        assertThat(selection.cost()).isEqualTo(10);
    }
}
