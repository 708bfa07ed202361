package dev.perfdeck.core.query;

import dev.perfdeck.core.query.call.SqlShape;
import org.jspecify.annotations.Nullable;

/// A named query while it runs on a thread: gathers what its statements tell. For that thread.
final class NamedCall {
    final Meter meter;
    final @Nullable NamedCall outer;
    private @Nullable SqlShape longest;
    private long longestNanos = -1;

    NamedCall(Meter meter, @Nullable NamedCall outer) {
        this.meter = meter;
        this.outer = outer;
    }

    void sent(SqlShape shape, long nanos) {
        if (nanos > longestNanos) {
            longest = shape;
            longestNanos = nanos;
        }
    }

    /// Whether a statement went through a profiled data source, which counts its rows.
    boolean sentAny() {
        return longest != null;
    }

    String sql() {
        return longest == null ? "" : longest.text();
    }
}
