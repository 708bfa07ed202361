package dev.perfdeck.app;

import dev.perfdeck.app.advice.FollowedAdvice;
import dev.perfdeck.app.advice.MigrationFiles;
import dev.perfdeck.app.advice.SourceCounters;
import dev.perfdeck.core.advise.cache.CacheRule;
import dev.perfdeck.core.advise.index.IndexChoice;
import dev.perfdeck.core.advise.index.Reading;
import dev.perfdeck.core.advise.workload.SqlScript;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.explain.ExplainJson;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.AdviceProgress;
import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.AdviceRequest;
import dev.perfdeck.model.advice.CacheAdvice;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.StatementGain;
import dev.perfdeck.model.advice.StatisticsAdvice;
import dev.perfdeck.model.advice.Surroundings;
import dev.perfdeck.model.advice.WhatIfAnswer;
import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.model.lab.Outcome;
import dev.perfdeck.model.lab.Question;
import dev.perfdeck.model.lab.TableFacts;
import dev.perfdeck.model.lab.WhatIf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The advisor of one environment: the workload from pg_stat_statements or a file, the questions to a twin, the record
/// of
/// what became of it. See [AdviceRoom].
final class AdviceWork implements AdviceRoom {
    private static final int ALL_STATEMENTS = 5_000;
    private static final int CALLS_TO_MEASURE = 5;
    private static final Duration TYPES_SPAN = Duration.ofMinutes(5);

    private final Parts parts;
    private final AtomicReference<@Nullable Job<AdviceReport, AdviceProgress>> under = new AtomicReference<>();
    private volatile Optional<AdviceReport> last = Optional.empty();
    private volatile List<WorkloadStatement> looked = List.of();
    private @Nullable OpenTwin twin;

    /// A twin that lives until it is closed.
    interface OpenTwin extends AutoCloseable {
        WhatIf whatIf();

        @Override
        void close();
    }

    /// Makes the twin; told what it is doing.
    interface TwinOpener {
        OpenTwin open(Consumer<String> progress) throws Exception;
    }

    /// @param cacheTypes resource types of the application's cache within a span
    record Parts(
            PgTarget target,
            StatementRoom statements,
            TwinOpener twins,
            FollowedAdvice record,
            Optional<Path> migrations,
            Supplier<List<CacheType>> cacheTypes) {}

    AdviceWork(Parts parts) {
        this.parts = parts;
    }

    static Duration typesSpan() {
        return TYPES_SPAN;
    }

    @Override
    public synchronized Job<AdviceReport, AdviceProgress> advise(AdviceRequest request) {
        var running = under.get();
        if (running != null) {
            return running;
        }
        Job<AdviceReport, AdviceProgress> job =
                Job.start("advise", (progress, cancelled) -> advise(request, progress, cancelled));
        under.set(job);
        job.result().whenComplete((_, _) -> under.set(null));
        return job;
    }

    private AdviceReport advise(AdviceRequest request, Consumer<AdviceProgress> progress, BooleanSupplier cancelled)
            throws Exception {
        long begin = System.nanoTime();
        progress.accept(new AdviceProgress("reading the workload", 0, 0));
        var counters = new SourceCounters(parts.target());
        var workload = request.workload().isPresent()
                ? fromFile(request.workload().get(), request.top())
                : fromStatements(request.top());
        double span = request.workload().isPresent() ? Double.NaN : counters.statementSeconds();
        var planner = twin(said -> progress.accept(new AdviceProgress(said, 0, 0)));
        progress.accept(new AdviceProgress("reading how much is written", 0, 0));
        var around = counters.read(span);
        long asked = System.nanoTime();
        var result = new IndexChoice(planner, ExplainJson::read, around, progress, cancelled)
                .choose(workload, request.budgetBytes(), band());
        looked = workload;
        var report = report(result, planner, around, Duration.ofNanos(System.nanoTime() - asked));
        progress.accept(new AdviceProgress(
                "done in " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms", 1, 1));
        last = Optional.of(report);
        return report;
    }

    private AdviceReport report(IndexChoice.Result result, WhatIf planner, Surroundings around, Duration all) {
        var approximate = new ArrayList<String>();
        planner.approximations().forEach(it -> approximate.add(it.toString()));
        result.approximate().stream().filter(it -> !approximate.contains(it)).forEach(approximate::add);
        var read = new TreeSet<String>();
        result.readings().forEach(it -> read.addAll(it.tables()));
        var statistics = around.stale().entrySet().stream()
                .filter(it -> read.contains(it.getKey()))
                .map(it -> new StatisticsAdvice(it.getKey(), it.getValue(), "ANALYZE " + it.getKey()))
                .sorted(Comparator.comparing(StatisticsAdvice::table))
                .toList();
        return new AdviceReport(
                Instant.now(),
                result.before(),
                result.after(),
                result.indexes(),
                result.droppable(),
                cache(result.readings(), around),
                statistics,
                result.workload(),
                band(),
                approximate,
                result.skipped(),
                new AdviceReport.Effort(
                        result.workload().size(), result.candidates(), result.calls(), result.planner(), all));
    }

    private List<CacheAdvice> cache(List<Reading> readings, Surroundings around) {
        if (Double.isNaN(around.spanSeconds())) {
            return List.of();
        }
        var types = parts.cacheTypes().get();
        return readings.stream()
                .filter(it -> it.statement().meanMillis() >= 0)
                .map(it -> CacheRule.judge(new CacheRule.Facts(
                        it.statement().queryId(),
                        it.statement().text(),
                        it.statement().weight() / around.spanSeconds(),
                        it.statement().meanMillis(),
                        it.keys(),
                        it.tables().stream()
                                .mapToDouble(table -> around.writesPerSecond().getOrDefault(table, 0.0))
                                .sum(),
                        it.shareAfter(),
                        type(types, it.tables()))))
                .sorted(Comparator.comparingDouble(
                        (CacheAdvice it) -> -Math.max(it.savedMillisPerSecond(), it.indexSavedMillisPerSecond())))
                .toList();
    }

    /// A resource type is named for what it holds: `workflow` for answers from `workflows`.
    private static Optional<String> type(List<CacheType> types, Set<String> tables) {
        return types.stream()
                .map(CacheType::type)
                .filter(type -> tables.size() == 1
                        && tables.iterator().next().toLowerCase(Locale.ROOT).startsWith(type.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static List<WorkloadStatement> fromFile(Path file, int top) {
        try {
            var statements = SqlScript.statements(Files.readString(file));
            if (statements.isEmpty()) {
                throw new FaultException(new Fault.Rejected(
                        "--workload " + file, "there is no statement in it", "SQL statements, each ended by ';'"));
            }
            return statements.stream().limit(top).toList();
        } catch (IOException e) {
            throw new FaultException(
                    new Fault.Rejected(
                            "--workload " + file, "cannot be read: " + e.getMessage(), "a file of SQL statements"),
                    e);
        }
    }

    /// The same text by several users is one statement.
    private List<WorkloadStatement> fromStatements(int top) throws InterruptedException {
        var byText = new LinkedHashMap<String, List<StatementFigures>>();
        parts.statements().ask(Optional.empty(), top, StatementOrder.TOTAL).statements().stream()
                .filter(it -> !it.text().isBlank() && it.calls() > 0)
                .forEach(it -> byText.computeIfAbsent(it.text(), _ -> new ArrayList<>())
                        .add(it));
        if (byText.isEmpty()) {
            throw new FaultException(new Fault.Rejected(
                    "pg_stat_statements",
                    "it has no statement of this database whose text may be read",
                    "let the application work for a while, or give --workload FILE.sql"));
        }
        return byText.values().stream().map(AdviceWork::together).toList();
    }

    private static WorkloadStatement together(List<StatementFigures> same) {
        long calls = same.stream().mapToLong(StatementFigures::calls).sum();
        double millis = same.stream().mapToDouble(StatementFigures::millis).sum();
        var first = same.getFirst();
        return new WorkloadStatement(first.queryId(), first.text(), calls, millis / calls);
    }

    private WhatIf twin(Consumer<String> progress) throws Exception {
        synchronized (parts) {
            var open = twin;
            if (open == null) {
                open = parts.twins().open(progress);
                twin = open;
            }
            return open.whatIf();
        }
    }

    @Override
    public Optional<AdviceReport> last() {
        return last;
    }

    @Override
    public WhatIfAnswer whatIf(String createIndex, Optional<String> statement) {
        var planner = quietTwin();
        var candidate = planner.candidate(createIndex);
        var statements = statement
                .map(text -> List.of(new WorkloadStatement(0, text, 1, Double.NaN)))
                .orElse(looked);
        var before = planner.explain(
                statements.stream().map(it -> Question.now(it.text())).toList());
        var after = planner.explain(statements.stream()
                .map(it -> Question.with(it.text(), Set.of(candidate)))
                .toList());
        if (statement.isPresent()) {
            var now = before.getFirst().orThrow();
            var then = after.getFirst().orThrow();
            return new WhatIfAnswer(
                    createIndex,
                    candidate.name(),
                    candidate.sizeBytes(),
                    now.cost(),
                    then.cost(),
                    List.of(new StatementGain(0, statement.get(), 1, now.cost(), then.cost(), Double.NaN)),
                    now.planJson(),
                    then.planJson(),
                    then.approximate());
        }
        var gains = new ArrayList<StatementGain>();
        for (int i = 0; i < statements.size(); i++) {
            if (before.get(i) instanceof Outcome.Good(var now) && after.get(i) instanceof Outcome.Good(var then)) {
                var it = statements.get(i);
                gains.add(new StatementGain(
                        it.queryId(), it.text(), it.weight(), now.cost(), then.cost(), it.meanMillis()));
            }
        }
        return new WhatIfAnswer(
                createIndex,
                candidate.name(),
                candidate.sizeBytes(),
                gains.stream().mapToDouble(it -> it.weight() * it.costBefore()).sum(),
                gains.stream().mapToDouble(it -> it.weight() * it.costAfter()).sum(),
                gains.stream().filter(it -> it.costBefore() != it.costAfter()).toList(),
                "",
                "",
                List.of());
    }

    @Override
    public List<TableFacts> tables() {
        return quietTwin().tables();
    }

    private WhatIf quietTwin() {
        try {
            return twin(_ -> {});
        } catch (FaultException e) {
            throw e;
        } catch (Exception e) {
            throw new FaultException(new Fault.Internal("the twin did not start: " + e.getMessage(), ""), e);
        }
    }

    @Override
    public List<Path> write(Path folder, List<IndexAdvice> advice) {
        return MigrationFiles.write(folder, advice);
    }

    @Override
    public Optional<Path> migrations() {
        return parts.migrations();
    }

    @Override
    public void followed(IndexAdvice advice) {
        var at = Instant.now();
        parts.record().followed(advice, at);
        var now = totals();
        advice.queries()
                .forEach(it -> Optional.ofNullable(now.get(it.queryId()))
                        .ifPresent(base -> parts.record().base(advice.name(), it.queryId(), base, at)));
    }

    private Map<Long, FollowedAdvice.Base> totals() {
        try {
            var totals = new LinkedHashMap<Long, FollowedAdvice.Base>();
            parts.statements()
                    .ask(Optional.empty(), ALL_STATEMENTS, StatementOrder.TOTAL)
                    .statements()
                    .forEach(it -> totals.merge(
                            it.queryId(),
                            new FollowedAdvice.Base(it.calls(), it.millis()),
                            (a, b) -> new FollowedAdvice.Base(a.calls() + b.calls(), a.millis() + b.millis())));
            return totals;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    @Override
    public List<AdviceOutcome> outcomes() {
        return parts.record().outcomes();
    }

    @Override
    public List<AdviceOutcome> measure() {
        var now = totals();
        var at = Instant.now();
        for (var outcome : outcomes()) {
            var bases = parts.record().bases(outcome.name());
            for (var statement : outcome.statements()) {
                var total = now.get(statement.queryId());
                var base = bases.getOrDefault(statement.queryId(), new FollowedAdvice.Base(0, 0));
                if (total != null) {
                    boolean reset = total.calls() < base.calls();
                    long calls = reset ? total.calls() : total.calls() - base.calls();
                    double millis = reset ? total.millis() : total.millis() - base.millis();
                    if (calls >= CALLS_TO_MEASURE) {
                        parts.record().measured(outcome.name(), statement.queryId(), millis / calls, calls, at);
                    }
                }
            }
        }
        return outcomes();
    }

    @Override
    public ErrorBand band() {
        return parts.record().band();
    }

    @Override
    public void close() {
        var running = under.get();
        if (running != null) {
            running.cancel();
            running.awaitEnd(Duration.ofSeconds(20));
        }
        synchronized (parts) {
            var open = twin;
            twin = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
