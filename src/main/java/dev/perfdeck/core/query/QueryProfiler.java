package dev.perfdeck.core.query;

import dev.perfdeck.core.query.SlowCall.Outcome;
import dev.perfdeck.core.query.call.CallSites;
import dev.perfdeck.core.query.call.SqlShape;
import dev.perfdeck.model.QueryFigures;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Times named queries, and statements that have no name by their shape. A call at or over the threshold is slow: it
/// is kept and logged with its name, duration, call site and SQL without values. Safe on any thread; callers never
/// wait for each other, and the time of a call is taken with [System#nanoTime()].
public final class QueryProfiler {
    /// Where statements without a name go when there are more shapes than are kept.
    public static final String OTHERS = "(other statements)";

    private static final int MOST_SHAPES = 1_000;

    private final long slowMillis;
    private final Clock clock;
    private final CallSites callSites;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Meter> queries = new ConcurrentHashMap<>();
    private final SlowCalls slowCalls = new SlowCalls();

    @SuppressWarnings("ThreadLocalUsage") // each profiler has a stack of names of its own
    private final ThreadLocal<@Nullable NamedCall> current = new ThreadLocal<>();

    public QueryProfiler(long slowMillis) {
        this(slowMillis, CallSites.USUAL);
    }

    public QueryProfiler(long slowMillis, CallSites callSites) {
        this(slowMillis, Clock.systemUTC(), callSites, System::nanoTime);
    }

    QueryProfiler(long slowMillis, Clock clock, CallSites callSites, LongSupplier nanoTime) {
        this.slowMillis = slowMillis;
        this.clock = clock;
        this.callSites = callSites;
        this.nanoTime = nanoTime;
    }

    /// Runs `work` and times it, whether it ends well or throws. Statements that it sends through a profiled data
    /// source on this thread count as this query's, and have no entry of their own. Where none is sent so, a
    /// collection's elements and an `Optional`'s value are its rows.
    ///
    /// @throws Exception what `work` throws
    public <T extends @Nullable Object> T profile(String name, Callable<T> work) throws Exception {
        var call = new NamedCall(meter(name), current.get());
        current.set(call);
        long start = nanoTime.getAsLong();
        boolean good = false;
        long rows = 0;
        try {
            T result = work.call();
            good = true;
            rows = call.sentAny() ? 0 : rows(result);
            return result;
        } finally {
            long end = nanoTime.getAsLong();
            current.set(call.outer);
            ended(name, call.meter, start, end, good, call.sql());
            call.meter.addRows(rows);
        }
    }

    /// Adds a call that was timed elsewhere.
    public void record(String name, long nanos, boolean good) {
        long end = nanoTime.getAsLong();
        ended(name, meter(name), end - nanos, end, good, "");
    }

    /// Adds a call with the rows that it gave.
    public void record(String name, long nanos, boolean good, long rows) {
        record(name, nanos, good);
        meter(name).addRows(rows);
    }

    /// Adds a statement that a profiled data source has run: to the named query that this thread is in, or else to
    /// those of its shape.
    ///
    /// @return what its rows are to be added to, as they are read
    public Meter ran(SqlShape shape, long startNanos, long endNanos, boolean good) {
        var call = current.get();
        if (call != null) {
            call.sent(shape, endNanos - startNanos);
            return call.meter;
        }
        var meter = meter(queries.size() < MOST_SHAPES || queries.containsKey(shape.text()) ? shape.text() : OTHERS);
        ended(shape.text(), meter, startNanos, endNanos, good, shape.text());
        return meter;
    }

    /// Adds a call that is slow already and still runs; it is not counted before it ends.
    public void stillRunning(SqlShape shape, long nanos, String callSite) {
        slowCalls.add(new SlowCall(
                shape.text(), clock.instant(), Duration.ofNanos(nanos), callSite, shape.text(), Outcome.RUNNING));
    }

    public Duration slowThreshold() {
        return Duration.ofMillis(slowMillis);
    }

    public CallSites callSites() {
        return callSites;
    }

    /// Since the last reset, by name.
    public QueryFigures figures() {
        var named = queries.entrySet().stream()
                .map(query -> query.getValue().total(query.getKey()))
                .map(QueryProfile::named)
                .sorted(Comparator.comparing(QueryFigures.Named::name))
                .toList();
        long total = named.stream().mapToLong(QueryFigures.Named::count).sum();
        long slow = named.stream().mapToLong(QueryFigures.Named::slow).sum();
        return new QueryFigures(total, slow, slowMillis, named, List.of());
    }

    /// Over the last `window`, at most an hour, by name; queries without a call in it are left out.
    public List<QueryProfile> over(Duration window) {
        if (window.isNegative() || window.compareTo(Intervals.KEPT) > 0) {
            throw new IllegalArgumentException("a window is at most an hour, not " + window);
        }
        long now = nanoTime.getAsLong();
        return queries.entrySet().stream()
                .map(query -> query.getValue().over(query.getKey(), window, now))
                .filter(query -> query.count() > 0)
                .sorted(Comparator.comparing(QueryProfile::name))
                .toList();
    }

    /// Since the last reset, with the rows.
    public List<QueryProfile> profiles() {
        return queries.entrySet().stream()
                .map(query -> query.getValue().total(query.getKey()))
                .sorted(Comparator.comparing(QueryProfile::name))
                .toList();
    }

    /// The newest first, a few hundred at most.
    public List<SlowCall> slowCalls() {
        return slowCalls.latest();
    }

    public void reset() {
        queries.clear();
        slowCalls.clear();
    }

    private Meter meter(String name) {
        var meter = queries.get(name);
        return meter == null ? queries.computeIfAbsent(name, _ -> new Meter(nanoTime.getAsLong())) : meter;
    }

    private void ended(String name, Meter meter, long start, long end, boolean good, String sql) {
        long nanos = end - start;
        // In nanoseconds, so that 999.9 ms is not slow at a threshold of 1000.
        boolean slow = nanos >= TimeUnit.MILLISECONDS.toNanos(slowMillis);
        meter.record(nanos, good, slow, end, clock);
        if (slow) {
            slowCalls.add(new SlowCall(
                    name,
                    clock.instant(),
                    Duration.ofNanos(nanos),
                    callSites.here(),
                    sql,
                    good ? Outcome.GOOD : Outcome.FAILED));
        }
    }

    private static long rows(@Nullable Object result) {
        return switch (result) {
            case Collection<?> all -> all.size();
            case Optional<?> one -> one.isPresent() ? 1 : 0;
            case null, default -> 0;
        };
    }
}
