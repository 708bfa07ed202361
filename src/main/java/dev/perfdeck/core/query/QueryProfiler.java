package dev.perfdeck.core.query;

import dev.perfdeck.model.QueryFigures;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Times named queries. A query at or over the threshold is slow and logged with its name and duration. Safe on any
/// thread; callers never wait for each other.
public final class QueryProfiler {
    private static final Logger log = LoggerFactory.getLogger(QueryProfiler.class);

    private final long slowMillis;
    private final Clock clock;
    private final ConcurrentMap<String, QueryTimes> queries = new ConcurrentHashMap<>();

    public QueryProfiler(long slowMillis) {
        this(slowMillis, Clock.systemUTC());
    }

    public QueryProfiler(long slowMillis, Clock clock) {
        this.slowMillis = slowMillis;
        this.clock = clock;
    }

    /// Runs `work` and times it, whether it ends well or throws.
    ///
    /// @throws Exception what `work` throws
    public <T> T profile(String name, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        boolean good = false;
        try {
            var result = work.call();
            good = true;
            return result;
        } finally {
            record(name, System.nanoTime() - start, good);
        }
    }

    /// Adds a call that was timed elsewhere.
    public void record(String name, long nanos, boolean good) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        // In microseconds, so that 999.9 ms is not slow at a threshold of 1000.
        boolean slow = micros >= TimeUnit.MILLISECONDS.toMicros(slowMillis);
        queries.computeIfAbsent(name, n -> new QueryTimes()).record(micros, good, slow, clock);
        if (slow) {
            log.warn("slow query {}: {} ms", name, TimeUnit.MICROSECONDS.toMillis(micros));
        }
    }

    /// Since the last reset, by name.
    public QueryFigures figures() {
        var named = queries.entrySet().stream()
                .map(query -> query.getValue().figures(query.getKey()))
                .sorted(Comparator.comparing(QueryFigures.Named::name))
                .toList();
        long total = named.stream().mapToLong(QueryFigures.Named::count).sum();
        long slow = named.stream().mapToLong(QueryFigures.Named::slow).sum();
        return new QueryFigures(total, slow, slowMillis, named, List.of());
    }

    public void reset() {
        queries.clear();
    }
}
