package dev.perfdeck.core.advise.select;

import java.util.Arrays;

/// A growing row of numbers.
final class Ints {
    private int[] values = new int[64];
    private int count;

    void add(int value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int get(int at) {
        return values[at];
    }

    void clear() {
        count = 0;
    }

    int[] toArray() {
        return Arrays.copyOf(values, count);
    }
}
