package dev.perfdeck.core.advise.select;

import java.util.List;

/// A what-if matrix, made ready for choosing: what each query would save under each set of indexes that matters to it.
/// What can never matter is left out: sets that save nothing, and sets that save no more than a part of themselves.
///
/// Immutable; safe on any thread. Made by [MatrixBuilder]. Sizes are bytes; costs and savings are in the planner's
/// unit,
/// times the query's weight. A query's cost under chosen indexes is the least of its costs over the sets they contain.
public final class Matrix {
    final double[] base;
    final long[] size;
    final double[] upkeep;

    /// Distinct sets of indexes: those of set `c` are `setIndex[setStart[c] .. setStart[c + 1]]`.
    final int[] setStart;

    final int[] setIndex;

    /// What a query saves under a set; by query, the greatest saving first.
    final int[] entryStart;

    final int[] entrySet;
    final int[] entryQuery;
    final double[] saving;

    final Links setsOfIndex;
    final Links entriesOfSet;

    /// Pairs of a query and an index that may serve it; and, for each member of an entry's set, its pair.
    final int[] pairStart;

    final int[] pairIndex;
    final int[] memberStart;
    final int[] memberPair;

    private final List<String> names;

    Matrix(Sets sets, Entries entries, double[] base, long[] size, double[] upkeep, List<String> names) {
        this.base = base;
        this.size = size;
        this.upkeep = upkeep;
        this.names = List.copyOf(names);
        setStart = sets.start();
        setIndex = sets.index();
        entryStart = entries.start();
        entrySet = entries.set();
        entryQuery = entries.query();
        saving = entries.saving();
        setsOfIndex = Links.byTarget(setStart, setIndex, size.length);
        entriesOfSet = Links.of(entrySet, setStart.length - 1);
        memberStart = new int[entrySet.length + 1];
        for (int e = 0; e < entrySet.length; e++) {
            memberStart[e + 1] = memberStart[e] + setStart[entrySet[e] + 1] - setStart[entrySet[e]];
        }
        memberPair = new int[memberStart[entrySet.length]];
        pairStart = new int[base.length + 1];
        pairIndex = pairs();
    }

    record Sets(int[] start, int[] index) {}

    record Entries(int[] start, int[] set, int[] query, double[] saving) {}

    private int[] pairs() {
        var pairs = new Ints();
        var seen = new int[size.length];
        for (int q = 0; q < base.length; q++) {
            int first = pairs.count();
            for (int e = entryStart[q]; e < entryStart[q + 1]; e++) {
                int member = memberStart[e];
                for (int at = setStart[entrySet[e]]; at < setStart[entrySet[e] + 1]; at++) {
                    int index = setIndex[at];
                    if (seen[index] <= first) {
                        pairs.add(index);
                        seen[index] = pairs.count();
                    }
                    memberPair[member++] = seen[index] - 1;
                }
            }
            pairStart[q + 1] = pairs.count();
        }
        return pairs.toArray();
    }

    public int queries() {
        return base.length;
    }

    public int indexes() {
        return size.length;
    }

    /// What was kept of the costs.
    public int entries() {
        return entrySet.length;
    }

    public String name(int index) {
        return names.get(index);
    }

    public long sizeBytes(int index) {
        return size[index];
    }

    /// The weighted cost of all queries without any of the indexes.
    public double baseCost() {
        double sum = 0;
        for (double cost : base) {
            sum += cost;
        }
        return sum;
    }

    int sets() {
        return setStart.length - 1;
    }
}
