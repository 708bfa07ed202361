package dev.perfdeck.core.query.columns;

/// How many characters have to change to make one name of another.
final class Distance {
    private Distance() {}

    static int between(String a, String b) {
        var before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            before = row(a.charAt(i - 1), b, before, i);
        }
        return before[b.length()];
    }

    private static int[] row(char c, String b, int[] before, int i) {
        var row = new int[before.length];
        row[0] = i;
        for (int j = 1; j < row.length; j++) {
            int kept = before[j - 1] + (c == b.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(kept, 1 + Math.min(before[j], row[j - 1]));
        }
        return row;
    }
}
