package dev.perfdeck.core.advise.select;

/// From each of some things to the things that name it: those of `k` are `to[start[k] .. start[k + 1]]`, in order.
record Links(int[] start, int[] to) {
    /// Turns `of[i] = k` around.
    static Links of(int[] of, int kinds) {
        var start = new int[kinds + 1];
        for (int kind : of) {
            start[kind + 1]++;
        }
        for (int k = 0; k < kinds; k++) {
            start[k + 1] += start[k];
        }
        var next = start.clone();
        var to = new int[of.length];
        for (int i = 0; i < of.length; i++) {
            to[next[of[i]]++] = i;
        }
        return new Links(start, to);
    }

    /// Turns rows of targets around: for each target, the rows that name it.
    static Links byTarget(int[] rowStart, int[] target, int targets) {
        var links = of(target, targets);
        var rowOf = new int[target.length];
        for (int row = 0; row + 1 < rowStart.length; row++) {
            for (int at = rowStart[row]; at < rowStart[row + 1]; at++) {
                rowOf[at] = row;
            }
        }
        for (int i = 0; i < links.to.length; i++) {
            links.to[i] = rowOf[links.to[i]];
        }
        return links;
    }
}
