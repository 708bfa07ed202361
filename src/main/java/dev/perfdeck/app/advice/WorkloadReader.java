package dev.perfdeck.app.advice;

import dev.perfdeck.core.advise.workload.SqlScript;
import dev.perfdeck.core.monitor.StatementTotals;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.StatementReport;
import dev.perfdeck.model.advice.AdviceRequest;
import dev.perfdeck.model.advice.WorkloadStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads the workload: from a file of SQL, or from what two readings of pg_stat_statements differ by. Those are taken
/// around a window that was asked for; else they are what the session has watched. A session that is too young has one
/// reading only, which is all since the statistics began, and the workload says so. Blocks; any thread.
public final class WorkloadReader {
    private static final int ALL_STATEMENTS = 5_000;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final PgTarget target;
    private final Function<Duration, List<StatementFigures>> watched;
    private final long begun = System.nanoTime();

    private record Called(long queryId, String text, long calls, double millis) {}

    /// @param watched what was called within a span, as the session has seen it since about now
    public WorkloadReader(PgTarget target, Function<Duration, List<StatementFigures>> watched) {
        this.target = target;
        this.watched = watched;
    }

    public Workload read(AdviceRequest request) throws InterruptedException {
        if (request.workload().isPresent()) {
            return fromFile(request.workload().get(), request.top());
        }
        if (request.window().isPresent()) {
            var report = StatementTotals.read(target, request.window(), request.top(), StatementOrder.TOTAL);
            return workload(
                    called(report),
                    request.top(),
                    report.windowSeconds(),
                    "",
                    "no statement of this database whose text may be read was called within the window");
        }
        var totals = StatementTotals.read(target, Optional.empty(), ALL_STATEMENTS, StatementOrder.TOTAL);
        var age = Duration.ofNanos(System.nanoTime() - begun);
        var span = age.compareTo(LONGEST) > 0 ? LONGEST : age;
        var since = span.compareTo(SHORTEST) < 0 ? List.<Called>of() : since(totals, span);
        return since.isEmpty()
                ? sinceReset(totals, request.top())
                : workload(since, request.top(), seconds(span), "", "");
    }

    /// What this database was asked within the span; only the totals have all texts.
    private List<Called> since(StatementReport totals, Duration span) {
        Map<String, String> texts = new HashMap<>();
        totals.statements().forEach(it -> texts.put(it.key(), it.text()));
        return watched.apply(span).stream()
                .filter(it -> texts.containsKey(it.key()))
                .map(it -> new Called(it.queryId(), texts.getOrDefault(it.key(), ""), it.calls(), it.millis()))
                .toList();
    }

    private static List<Called> called(StatementReport report) {
        return report.statements().stream()
                .map(it -> new Called(it.queryId(), it.text(), it.calls(), it.millis()))
                .toList();
    }

    private Workload sinceReset(StatementReport totals, int top) {
        double seconds = SourceCounters.statementSeconds(target);
        return workload(
                called(totals),
                top,
                seconds,
                "the workload is all since pg_stat_statements began to count, " + ago(seconds)
                        + " ago: there is only one reading of it yet",
                "it has no statement of this database whose text may be read");
    }

    private static String ago(double seconds) {
        return seconds < 7200
                ? String.format(Locale.ROOT, "%.0f min", Math.ceil(seconds / 60))
                : seconds < 172_800
                        ? String.format(Locale.ROOT, "%.0f h", seconds / 3600)
                        : String.format(Locale.ROOT, "%.0f days", seconds / 86_400);
    }

    /// The same text by several users is one statement.
    private static Workload workload(List<Called> figures, int top, double seconds, String caveat, String nothing) {
        var byText = new LinkedHashMap<String, List<Called>>();
        figures.stream()
                .filter(it -> !it.text().isBlank() && it.calls() > 0)
                .forEach(it -> byText.computeIfAbsent(it.text(), _ -> new ArrayList<>())
                        .add(it));
        if (byText.isEmpty()) {
            throw new FaultException(new Fault.Rejected(
                    "pg_stat_statements",
                    nothing,
                    "let the application work for a while, or give --workload FILE.sql"));
        }
        return new Workload(
                byText.values().stream()
                        .map(WorkloadReader::together)
                        .sorted(Comparator.comparingDouble(it -> -it.weight() * it.meanMillis()))
                        .limit(top)
                        .toList(),
                seconds,
                caveat);
    }

    private static WorkloadStatement together(List<Called> same) {
        long calls = same.stream().mapToLong(Called::calls).sum();
        double millis = same.stream().mapToDouble(Called::millis).sum();
        var first = same.getFirst();
        return new WorkloadStatement(first.queryId(), first.text(), calls, millis / calls);
    }

    private static Workload fromFile(Path file, int top) {
        try {
            var statements = SqlScript.statements(Files.readString(file));
            if (statements.isEmpty()) {
                throw new FaultException(new Fault.Rejected(
                        "--workload " + file, "there is no statement in it", "SQL statements, each ended by ';'"));
            }
            return new Workload(statements.stream().limit(top).toList(), Double.NaN, "");
        } catch (IOException e) {
            throw new FaultException(
                    new Fault.Rejected(
                            "--workload " + file, "cannot be read: " + e.getMessage(), "a file of SQL statements"),
                    e);
        }
    }

    private static double seconds(Duration span) {
        return span.toMillis() / 1e3;
    }
}
