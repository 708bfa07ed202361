package dev.perfdeck.ui.indexes;

import java.util.ArrayList;
import java.util.List;

/// What changed from one text to another, line by line, by the longest common run of lines. Pure.
final class Diff {
    /// Beyond this a text is compared as a whole: the table of the comparison would grow with the square.
    private static final int MOST_LINES = 2000;

    /// @param sign `+` only in the new text, `-` only in the old one, a blank in both
    record Line(char sign, String text) {}

    private Diff() {}

    static List<Line> of(String before, String after) {
        var old = before.strip().lines().map(String::stripTrailing).toList();
        var now = after.strip().lines().map(String::stripTrailing).toList();
        if (old.size() > MOST_LINES || now.size() > MOST_LINES) {
            var all = new ArrayList<Line>();
            old.forEach(line -> all.add(new Line('-', line)));
            now.forEach(line -> all.add(new Line('+', line)));
            return all;
        }
        return walk(old, now, lengths(old, now));
    }

    /// How long the longest common run is from each pair of lines on.
    private static int[][] lengths(List<String> old, List<String> now) {
        var length = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                length[i][j] = old.get(i).equals(now.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }

    private static List<Line> walk(List<String> old, List<String> now, int[][] length) {
        var lines = new ArrayList<Line>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new Line(' ', old.get(i++)));
                j++;
            } else if (j == now.size() || (i < old.size() && length[i + 1][j] >= length[i][j + 1])) {
                lines.add(new Line('-', old.get(i++)));
            } else {
                lines.add(new Line('+', now.get(j++)));
            }
        }
        return lines;
    }
}
