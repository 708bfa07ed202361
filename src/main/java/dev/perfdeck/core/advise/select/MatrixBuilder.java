package dev.perfdeck.core.advise.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes the figures of a what-if matrix in any order of queries, indexes and costs. One thread.
public final class MatrixBuilder {
    /// Sets of more indexes than this are not held against all their parts; only against each single index.
    private static final int PARTS_OF_AT_MOST = 6;

    private final List<String> names = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>();
    private final List<Double> upkeeps = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final List<Double> bases = new ArrayList<>();
    private final List<Map<Key, Double>> costs = new ArrayList<>();

    private record Key(int[] sorted) {
        static Key of(int... indexes) {
            return new Key(
                    indexes.length == 1
                            ? indexes
                            : Arrays.stream(indexes).sorted().distinct().toArray());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(sorted, key.sorted);
        }

        @Override
        public int hashCode() {
            int hash = 0;
            for (int index : sorted) {
                hash = (hash ^ index) * 0x9E3779B1;
                hash ^= hash >>> 15;
            }
            return hash;
        }
    }

    /// @param upkeep what having it costs, in the same unit as a query's weighted cost
    /// @return the index's number
    public int index(String name, long sizeBytes, double upkeep) {
        names.add(name);
        sizes.add(Math.max(0, sizeBytes));
        upkeeps.add(Math.max(0, upkeep));
        return names.size() - 1;
    }

    /// @return the query's number
    public int query(double weight, double costWithout) {
        weights.add(weight);
        bases.add(costWithout);
        costs.add(new HashMap<>());
        return bases.size() - 1;
    }

    /// The query's cost when it has these indexes.
    public void cost(int query, double cost, int... indexes) {
        if (indexes.length > 0 && cost < bases.get(query)) {
            costs.get(query).merge(Key.of(indexes), cost, Math::min);
        }
    }

    public Matrix build() {
        var numbers = new HashMap<Key, Integer>();
        var setStart = new Ints();
        var setIndex = new Ints();
        var entryStart = new int[bases.size() + 1];
        var entrySet = new Ints();
        var entryQuery = new Ints();
        var savings = new ArrayList<Double>();
        setStart.add(0);
        for (int q = 0; q < bases.size(); q++) {
            for (var entry : kept(costs.get(q))) {
                int set = numbers.computeIfAbsent(entry.getKey(), key -> {
                    for (int index : key.sorted) {
                        setIndex.add(index);
                    }
                    setStart.add(setIndex.count());
                    return setStart.count() - 2;
                });
                entrySet.add(set);
                entryQuery.add(q);
                savings.add(weights.get(q) * (bases.get(q) - entry.getValue()));
            }
            entryStart[q + 1] = entrySet.count();
        }
        var base = new double[bases.size()];
        Arrays.setAll(base, q -> weights.get(q) * bases.get(q));
        return new Matrix(
                new Matrix.Sets(setStart.toArray(), setIndex.toArray()),
                new Matrix.Entries(
                        entryStart,
                        entrySet.toArray(),
                        entryQuery.toArray(),
                        savings.stream().mapToDouble(Double::doubleValue).toArray()),
                base,
                sizes.stream().mapToLong(Long::longValue).toArray(),
                upkeeps.stream().mapToDouble(Double::doubleValue).toArray(),
                names);
    }

    private static List<Map.Entry<Key, Double>> kept(Map<Key, Double> costs) {
        return costs.entrySet().stream()
                .filter(it -> !aPartIsAsGood(it.getKey().sorted, it.getValue(), costs))
                .sorted(Map.Entry.<Key, Double>comparingByValue()
                        .thenComparing(it -> it.getKey().sorted, Arrays::compare))
                .toList();
    }

    private static boolean aPartIsAsGood(int[] set, double cost, Map<Key, Double> costs) {
        if (set.length == 1) {
            return false;
        }
        if (set.length > PARTS_OF_AT_MOST) {
            return Arrays.stream(set).anyMatch(it -> costs.getOrDefault(Key.of(it), Double.MAX_VALUE) <= cost);
        }
        for (int mask = 1; mask < (1 << set.length) - 1; mask++) {
            var part = new int[Integer.bitCount(mask)];
            for (int i = 0, at = 0; i < set.length; i++) {
                if (((mask >> i) & 1) == 1) {
                    part[at++] = set[i];
                }
            }
            if (costs.getOrDefault(new Key(part), Double.MAX_VALUE) <= cost) {
                return true;
            }
        }
        return false;
    }
}
