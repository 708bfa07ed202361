package dev.perfdeck.core.query.guard;

import dev.perfdeck.core.query.call.CallSites;
import dev.perfdeck.core.query.call.SqlShape;
import dev.perfdeck.model.QueryFigures.NPlusOne;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Watches units of work (a request, a job, a test) for one statement that is sent again and again with other values,
/// and for single gets of a cache, where one statement or one `getAll` would do. A [profiled data
/// source][dev.perfdeck.core.query.jdbc.ProfiledDataSource] tells it of statements.
///
/// Only what is sent alone counts: no batch, no repetition with the same values, nothing in [#sequential]. Outside a
/// unit nothing is watched. A unit belongs to the thread that began it and to threads that it starts, virtual ones
/// too; to a thread that was there before it is taken by [#carrying]. Safe on any thread.
public final class NPlusOneGuard {
    private static final int USUAL = 5;
    private static final int IN_TESTS = 3;

    private final int values;
    private final Clock clock = Clock.systemUTC();
    private final CallSites callSites;
    private final Findings findings = new Findings();

    @SuppressWarnings("ThreadLocalUsage") // each guard has units of its own
    private final InheritableThreadLocal<@Nullable UnitOfWork> current = new InheritableThreadLocal<>();

    /// Finds what is asked with five different values or more.
    public NPlusOneGuard() {
        this(USUAL, CallSites.USUAL);
    }

    /// @param values how many different ones make a finding; two at least
    public NPlusOneGuard(int values, CallSites callSites) {
        if (values < 2) {
            throw new IllegalArgumentException("one value alone is no N+1; at least 2, not " + values);
        }
        this.values = values;
        this.callSites = callSites;
    }

    /// Something that gives nothing back.
    public interface Work {
        void run() throws Exception;
    }

    /// Begins a unit on this thread; to be closed by it, in a `try`. A unit within a unit is one of its own.
    public UnitOfWork begin() {
        var outer = current.get();
        var unit = new UnitOfWork(values, callSites, ended -> {
            current.set(outer);
            findings.add(ended.found(clock.instant()));
        });
        current.set(unit);
        return unit;
    }

    /// @throws Exception what `work` throws
    public <T extends @Nullable Object> T inUnit(Callable<T> work) throws Exception {
        try (var _ = begin()) {
            return work.call();
        }
    }

    /// Runs what must be done one by one, such as pages of which each begins where the last one ended, without a
    /// word.
    ///
    /// @throws Exception what `work` throws
    public <T extends @Nullable Object> T sequential(Callable<T> work) throws Exception {
        return in(null, work);
    }

    /// The same work, which belongs to this thread's unit wherever it runs.
    public <T extends @Nullable Object> Callable<T> carrying(Callable<T> work) {
        var unit = current.get();
        return () -> in(unit, work);
    }

    private <T extends @Nullable Object> T in(@Nullable UnitOfWork unit, Callable<T> work) throws Exception {
        var own = current.get();
        current.set(unit);
        try {
            return work.call();
        } finally {
            current.set(own);
        }
    }

    /// A statement was run alone.
    ///
    /// @param binds a number for each parameter, that differs where the value does
    public void ran(SqlShape shape, long[] binds, long nanos) {
        var unit = current.get();
        if (unit != null) {
            unit.ran(shape, binds, nanos);
        }
    }

    /// One key of a cache was asked for alone.
    ///
    /// @param keys what such keys have in common: `workflow:*`
    public void got(String keys, Object key, long nanos) {
        var unit = current.get();
        if (unit != null) {
            unit.got(keys, key.hashCode(), nanos);
        }
    }

    /// Since the last reset, those that cost most first; a unit that has not ended yet is not in it.
    public List<NPlusOne> findings() {
        return findings.all();
    }

    public void reset() {
        findings.clear();
    }

    /// Runs `work` as a unit of its own and fails if anything in it was asked for with three different values or
    /// more, one by one. What is found is told here and does not count among [#findings()].
    ///
    /// @throws AssertionError that says what was asked, how often, where, and what would replace it
    /// @throws Exception      what `work` throws
    public void assertNoNPlusOne(Work work) throws Exception {
        assertNoNPlusOne(IN_TESTS, work);
    }

    /// The same from so many different values on.
    public void assertNoNPlusOne(int atLeast, Work work) throws Exception {
        var outer = current.get();
        var unit = new UnitOfWork(atLeast, callSites, _ -> current.set(outer));
        current.set(unit);
        try (unit) {
            work.run();
        }
        var found = unit.found(clock.instant());
        if (!found.isEmpty()) {
            throw new AssertionError(found.stream()
                    .map(NPlusOneGuard::words)
                    .collect(Collectors.joining("\n", "N+1 in one unit of work:\n", "")));
        }
    }

    private static String words(NPlusOne found) {
        return "  " + found.count() + " times: " + found.statement()
                + (found.callSite().isEmpty() ? "" : "\n    at " + found.callSite())
                + (found.replacement().isEmpty() ? "" : "\n    instead: " + found.replacement());
    }
}
