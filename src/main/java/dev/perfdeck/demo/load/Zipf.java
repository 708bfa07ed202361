package dev.perfdeck.demo.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Ranks by Zipf's law: rank r comes with a weight of 1 / (r + 1)^exponent. Immutable.
final class Zipf {
    private final double[] cumulative;

    Zipf(int ranks, double exponent) {
        cumulative = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += Math.pow(rank + 1.0, -exponent);
            cumulative[rank] = sum;
        }
    }

    /// From 0, the most frequent.
    int next(RandomGenerator random) {
        int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[cumulative.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
    }
}
