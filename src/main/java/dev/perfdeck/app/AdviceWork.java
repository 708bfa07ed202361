package dev.perfdeck.app;

import dev.perfdeck.app.advice.CacheUses;
import dev.perfdeck.app.advice.FollowUp;
import dev.perfdeck.app.advice.FollowedAdvice;
import dev.perfdeck.app.advice.MigrationFiles;
import dev.perfdeck.app.advice.Reports;
import dev.perfdeck.app.advice.SourceCounters;
import dev.perfdeck.app.advice.WhatIfBench;
import dev.perfdeck.app.advice.WorkloadReader;
import dev.perfdeck.core.advise.index.IndexChoice;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.explain.ExplainJson;
import dev.perfdeck.model.CachedType;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.AdviceProgress;
import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.AdviceRequest;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.WhatIfAnswer;
import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.model.lab.TableFacts;
import dev.perfdeck.model.lab.WhatIf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The advisor of one environment: the workload from pg_stat_statements or a file, the questions to the lab's twin, the
/// record of what became of it. See [AdviceRoom].
final class AdviceWork implements AdviceRoom {
    private static final Duration TYPES_SPAN = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Parts parts;
    private final WorkloadReader workloads;
    private final FollowUp followUp;
    private final AtomicReference<@Nullable Job<AdviceReport, AdviceProgress>> under = new AtomicReference<>();
    private volatile Optional<AdviceReport> last = Optional.empty();
    private volatile List<WorkloadStatement> looked = List.of();

    /// @param lab        whose twin answers; it outlives the advisor
    /// @param cacheTypes resource types of the application's cache as they are used
    record Parts(
            PgTarget target,
            StatementRoom statements,
            LabRoom lab,
            FollowedAdvice record,
            Optional<Path> migrations,
            Supplier<List<CachedType>> cacheTypes) {}

    AdviceWork(Parts parts) {
        this.parts = parts;
        workloads =
                new WorkloadReader(parts.target(), span -> parts.statements().statements(span, StatementFilter.ALL));
        followUp = new FollowUp(parts.target(), parts.record());
    }

    static List<CachedType> types(CacheRoom room) {
        return CacheUses.of(room.types(TYPES_SPAN), TYPES_SPAN, room.namespace(), room.lastSample());
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
            throws InterruptedException {
        long begin = System.nanoTime();
        progress.accept(new AdviceProgress("reading the workload", 0, 0));
        var counters = new SourceCounters(parts.target());
        var workload = workloads.read(request);
        var planner = twin(said -> progress.accept(new AdviceProgress(said, 0, 0)), cancelled);
        progress.accept(new AdviceProgress("reading how much is written", 0, 0));
        var around = counters.read(workload.seconds());
        long asked = System.nanoTime();
        var result = new IndexChoice(planner, ExplainJson::withOutput, around, progress, cancelled)
                .choose(workload.statements(), request.budgetBytes(), band());
        looked = workload.statements();
        var report = Reports.of(
                workload,
                result,
                planner.approximations(),
                around,
                parts.cacheTypes().get(),
                band(),
                Duration.ofNanos(System.nanoTime() - asked));
        progress.accept(new AdviceProgress(
                "done in " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms", 1, 1));
        last = Optional.of(report);
        return report;
    }

    /// The making of the twin goes on when the advice is cancelled: the lab may want it.
    private WhatIf twin(Consumer<String> said, BooleanSupplier cancelled) {
        var making = parts.lab().refresh();
        while (!making.awaitEnd(LOOK)) {
            making.progress().ifPresent(said);
            if (cancelled.getAsBoolean()) {
                throw new FaultException(new Fault.Internal("the advice was cancelled", ""));
            }
        }
        return parts.lab().whatIf();
    }

    @Override
    public Optional<AdviceReport> last() {
        return last;
    }

    @Override
    public WhatIfAnswer whatIf(String createIndex, Optional<String> statement) {
        return WhatIfBench.answer(parts.lab().whatIf(), createIndex, statement, looked);
    }

    @Override
    public List<TableFacts> tables() {
        return parts.lab().whatIf().tables();
    }

    @Override
    public List<Path> write(Path folder, List<IndexAdvice> advice) {
        var written = MigrationFiles.write(folder, advice);
        followUp.proposed(advice);
        return written;
    }

    @Override
    public Optional<Path> migrations() {
        return parts.migrations();
    }

    @Override
    public void followed(IndexAdvice advice) {
        followUp.followed(advice);
    }

    @Override
    public List<AdviceOutcome> outcomes() {
        return parts.record().outcomes();
    }

    @Override
    public List<AdviceOutcome> measure() {
        return followUp.measure();
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
    }
}
