package dev.perfdeck.core.advise.select;

import java.util.Arrays;

/// Numbered things, the one with the greatest score first; of equal ones the lower number. A thing may be in it more
/// than
/// once.
final class Heap {
    private double[] scores = new double[256];
    private int[] things = new int[256];
    private int count;

    void push(int thing, double score) {
        if (count == things.length) {
            scores = Arrays.copyOf(scores, count * 2);
            things = Arrays.copyOf(things, count * 2);
        }
        int at = count++;
        while (at > 0 && before(score, thing, (at - 1) / 2)) {
            scores[at] = scores[(at - 1) / 2];
            things[at] = things[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        scores[at] = score;
        things[at] = thing;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int top() {
        return things[0];
    }

    double topScore() {
        return count == 0 ? 0 : scores[0];
    }

    void pop() {
        double score = scores[--count];
        int thing = things[count];
        int at = 0;
        for (int child = 1; child < count; child = 2 * at + 1) {
            if (child + 1 < count && before(scores[child + 1], things[child + 1], child)) {
                child++;
            }
            if (before(score, thing, child)) {
                break;
            }
            scores[at] = scores[child];
            things[at] = things[child];
            at = child;
        }
        scores[at] = score;
        things[at] = thing;
    }

    private boolean before(double score, int thing, int at) {
        return score > scores[at] || (score == scores[at] && thing < things[at]);
    }
}
