package dev.perfdeck.ui.chart;

/// The seconds that a chart shows, from `from` to `to`; `to` is the right edge.
record Span(long from, long to) {
    Span {
        if (from >= to) {
            throw new IllegalArgumentException("a span ends after it starts: " + from + " to " + to);
        }
    }

    long seconds() {
        return to - from;
    }

    /// 0 at the left edge, 1 at the right.
    double share(double second) {
        return (second - from) / seconds();
    }

    long clamp(long second) {
        return Math.clamp(second, from, to);
    }
}
