package dev.perfdeck.ui.chart;

/// The rectangle within the axes in logical pixels, and what its edges stand for.
record Area(double x, double y, double width, double height, Span span, Range range) {
    double x(double second) {
        return x + span.share(second) * width;
    }

    double y(double value) {
        return y + (1 - range.share(value)) * height;
    }

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    /// The second nearest to a place.
    long second(double atX) {
        return span.clamp(Math.round(span.from() + (atX - x) / width * span.seconds()));
    }

    boolean covers(double atX, double atY) {
        return atX >= x && atX <= right() && atY >= y && atY <= bottom();
    }
}
