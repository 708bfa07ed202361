package dev.perfdeck.model;

/// The application's cache counters since they were last reset.
///
/// @param errors    answers that did not come, and values that could not be read
/// @param connected whether the cache answers now
public record CacheFigures(long hits, long misses, long sets, long deletes, long errors, boolean connected) {
    public static final CacheFigures NONE = new CacheFigures(0, 0, 0, 0, false);

    /// Where errors are not counted.
    public CacheFigures(long hits, long misses, long sets, long deletes, boolean connected) {
        this(hits, misses, sets, deletes, 0, connected);
    }

    public long requests() {
        return hits + misses;
    }

    /// In percent; NaN when nothing was asked.
    public double hitRatePercent() {
        return requests() == 0 ? Double.NaN : 100.0 * hits / requests();
    }
}
