package dev.perfdeck.core.monitor;

/// The figures of one statement as a row of doubles, and the arithmetic of such rows. Whole numbers are exact up to
/// 2^53. Rows lie one after the other in an array, so a row is the array and where it begins.
///
/// Pure.
final class Tally {
    static final int CALLS = 0;
    static final int MILLIS = 1;
    /// Sum of the squared distances of single calls from their mean: calls times variance. Unlike the deviation
    /// itself it can be added and taken off.
    static final int SPREAD = 2;

    static final int ROWS = 3;
    static final int HIT = 4;
    static final int READ = 5;
    static final int DIRTIED = 6;
    static final int TEMP = 7;
    /// Milliseconds; NaN where not timed.
    static final int IO = 8;

    static final int WAL = 9;
    /// Milliseconds; NaN where not tracked.
    static final int PLAN = 10;

    static final int WIDTH = 11;

    private Tally() {}

    static double spread(double calls, double stddev) {
        return calls * stddev * stddev;
    }

    /// Population standard deviation, as the server's own; NaN without a call.
    static double stddev(double[] row, int at) {
        return row[at + CALLS] > 0 ? Math.sqrt(row[at + SPREAD] / row[at + CALLS]) : Double.NaN;
    }

    /// Whether any figure that can only rise is lower than before: the entry was dropped and made anew in between.
    static boolean fell(double[] now, int n, double[] before, int b) {
        for (int field = 0; field < WIDTH; field++) {
            if (field != SPREAD && now[n + field] < before[b + field]) {
                return true;
            }
        }
        return false;
    }

    /// What came on top of `before`. The spread of the new calls alone follows from that of all and that of the old
    /// ones: it is what is left once the distance between the two means is paid for. Not through sums of squares,
    /// whose difference drowns in rounding after a billion calls.
    static void minus(double[] now, int n, double[] before, int b, double[] to, int t) {
        var spread = Math.max(0, now[n + SPREAD] - before[b + SPREAD]);
        for (int field = 0; field < WIDTH; field++) {
            to[t + field] = now[n + field] - known(before[b + field]);
        }
        var paid = between(before, b, to, t);
        to[t + SPREAD] = to[t + CALLS] > 1 ? Math.max(0, spread - paid) : 0;
    }

    /// Adds a row; two groups of calls spread as each does, and by how far their means lie apart.
    static void plus(double[] into, int i, double[] more, int m) {
        var spread = into[i + SPREAD] + more[m + SPREAD] + between(into, i, more, m);
        for (int field = 0; field < WIDTH; field++) {
            into[i + field] = sum(into[i + field], more[m + field]);
        }
        into[i + SPREAD] = spread;
    }

    /// What nobody measured before the server began to was zero.
    private static double known(double figure) {
        return Double.isNaN(figure) ? 0 : figure;
    }

    /// Unknown only where both are: a server that began to measure within the span has measured something.
    private static double sum(double one, double two) {
        return Double.isNaN(one) ? two : Double.isNaN(two) ? one : one + two;
    }

    private static double between(double[] one, int o, double[] two, int t) {
        var calls = one[o + CALLS];
        var others = two[t + CALLS];
        if (calls <= 0 || others <= 0) {
            return 0;
        }
        var apart = one[o + MILLIS] / calls - two[t + MILLIS] / others;
        return apart * apart * calls / (calls + others) * others;
    }
}
