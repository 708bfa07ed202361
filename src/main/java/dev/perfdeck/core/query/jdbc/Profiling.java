package dev.perfdeck.core.query.jdbc;

import dev.perfdeck.core.query.Meter;
import dev.perfdeck.core.query.QueryProfiler;
import dev.perfdeck.core.query.call.SqlShape;
import dev.perfdeck.core.query.guard.NPlusOneGuard;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// What all statements of a data source share. Safe on any thread.
final class Profiling {
    private static final int MOST_TEXTS = 5_000;
    private static final int LONGEST_TEXT = 20_000;

    private final QueryProfiler profiler;
    private final @Nullable NPlusOneGuard guard;
    private final RunningStatements running;
    private final ConcurrentMap<String, SqlShape> shapes = new ConcurrentHashMap<>();

    Profiling(QueryProfiler profiler, @Nullable NPlusOneGuard guard, RunningStatements running) {
        this.profiler = profiler;
        this.guard = guard;
        this.running = running;
    }

    RunningStatements running() {
        return running;
    }

    /// Whether anybody asks what the parameters were.
    boolean wantsBinds() {
        return guard != null;
    }

    /// Texts that hold their values never come again; they must not fill the memory.
    SqlShape shape(String sql) {
        var known = shapes.get(sql);
        if (known != null) {
            return known;
        }
        var shape = SqlShape.of(sql);
        if (sql.length() <= LONGEST_TEXT) {
            if (shapes.size() >= MOST_TEXTS) {
                shapes.clear();
            }
            shapes.put(sql, shape);
        }
        return shape;
    }

    /// A statement that was sent alone has ended.
    Meter ran(SqlShape shape, long start, long end, boolean good, long[] binds) {
        if (guard != null) {
            guard.ran(shape, binds, end - start);
        }
        return profiler.ran(shape, start, end, good);
    }

    /// A batch has ended; however many it was, it was asked for at once.
    Meter ranBatch(SqlShape shape, long start, long end, boolean good) {
        return profiler.ran(shape, start, end, good);
    }
}
