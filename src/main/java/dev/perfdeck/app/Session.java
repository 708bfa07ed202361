package dev.perfdeck.app;

import dev.perfdeck.core.monitor.Monitor;
import dev.perfdeck.model.BuildProgress;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.IndexRun;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.PerformanceIndex;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.ResetScope;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.StatementCost;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// One environment being watched, and everything the user can do to it. Readers answer from memory at once, on any
/// thread;
/// verbs that talk to servers say so.
public final class Session implements RunningConsole {
    /// The span that targets are judged over.
    public static final Duration JUDGED = Duration.ofMinutes(5);

    private final Environment environment;
    private final LiveTargets targets;
    private final int apiPort;
    private final Supplier<Secret> apiToken;
    private final Monitor monitor;
    private final Optional<IndexWork> indexes;
    private final Resets resets;
    private final Optional<Logins> logins;
    private final Optional<CacheRoom> cache;
    private final Optional<StatementRoom> statements;
    private final Optional<AdviceWork> advice;
    private final Optional<ActivityWatch> activity;
    private final Optional<IndexHealthRoom> indexHealth;
    private final Optional<MigrationWatch> migrations;
    private final Optional<LabWork> lab;
    private final AutoCloseable servers;
    private final List<AutoCloseable> companions = new CopyOnWriteArrayList<>();
    private final List<Fault> notices = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    Session(Parts parts) {
        this.environment = parts.environment();
        this.targets = parts.targets();
        this.apiPort = parts.apiPort();
        this.apiToken = parts.apiToken();
        this.monitor = parts.monitor();
        this.indexes = parts.indexes();
        this.resets = parts.resets();
        this.logins = parts.logins();
        this.cache = parts.cache();
        this.statements = parts.statements();
        this.advice = parts.advice();
        this.activity = parts.activity();
        this.indexHealth = parts.indexHealth();
        this.migrations = parts.migrations();
        this.lab = parts.lab();
        this.servers = parts.servers();
    }

    /// What a session is made of; it closes `advice`, `lab`, `activity`, `indexes`, `monitor` and `servers`, in that
    /// order.
    record Parts(
            Environment environment,
            LiveTargets targets,
            int apiPort,
            Supplier<Secret> apiToken,
            Monitor monitor,
            Optional<IndexWork> indexes,
            Resets resets,
            Optional<Logins> logins,
            Optional<CacheRoom> cache,
            Optional<StatementRoom> statements,
            Optional<AdviceWork> advice,
            Optional<ActivityWatch> activity,
            Optional<IndexHealthRoom> indexHealth,
            Optional<MigrationWatch> migrations,
            Optional<LabWork> lab,
            AutoCloseable servers) {}

    void start() {
        indexes.ifPresent(work -> monitor.onTick(() -> {
            if (letIn()) {
                work.tick();
            }
        }));
        activity.ifPresent(watch -> monitor.onTick(() -> watch.tick(letIn())));
        monitor.mark(new Event(Instant.now(), Event.Kind.INFO, "start", "watching " + environment.name()));
        monitor.start();
    }

    /// One line tries a password, the others wait for its verdict: each refusal brings an account nearer to its lock.
    private boolean letIn() {
        var health = monitor.health(Source.POSTGRESQL);
        return health.lamp() != SourceHealth.Lamp.CONNECTING && !passwordWanted(health);
    }

    private static boolean passwordWanted(SourceHealth health) {
        return health.fault().filter(Fault.PasswordWanted.class::isInstance).isPresent();
    }

    public Environment environment() {
        return environment;
    }

    /// The listener is called on the sampler's thread after each tick; it must return at once.
    public void onTick(Runnable listener) {
        monitor.onTick(listener);
    }

    @Override
    public TargetStatus status() {
        var history = monitor.history();
        var valid = indexes.map(IndexWork::valid).orElse(-1);
        return new TargetStatus(
                Instant.now(),
                targets.now(),
                monitor.apiP95Millis(JUDGED),
                history.hitRate(JUDGED),
                valid,
                indexes.map(IndexWork::wanted).orElse(0));
    }

    @Override
    public CacheFigures cacheFigures() {
        return monitor.cacheFigures();
    }

    @Override
    public QueryFigures queryFigures() {
        return monitor.queryFigures()
                .orElseGet(() -> QueryFigures.none(targets.now().slowQueryMillis()));
    }

    @Override
    public List<SourceHealth> health() {
        return Arrays.stream(Source.values()).map(monitor::health).toList();
    }

    public Window window(Metric metric, Duration span) {
        return monitor.history().window(metric, span);
    }

    public List<StatementCost> costliest(Duration span, int most) {
        return monitor.costliest(span, most);
    }

    /// From merged histograms, in milliseconds; NaN with no data.
    public double latencyPercentile(double percentile, Duration span) {
        return monitor.history().latencyPercentile(percentile, span);
    }

    /// Newest first.
    public List<Event> events() {
        return monitor.events();
    }

    /// What this session goes without, and why: each a banner.
    public List<Fault> notices() {
        return List.copyOf(notices);
    }

    public void notice(Fault fault) {
        notices.add(fault);
        monitor.mark(new Event(Instant.now(), Event.Kind.WARNING, "notice", fault.summary()));
    }

    /// The indexes that the targets ask for, as they stood at the last look; empty without a database.
    public List<PerformanceIndex> indexes() {
        return indexes.map(IndexWork::states).orElse(List.of());
    }

    /// The errand under way, if there is one.
    public Optional<Job<IndexRun, BuildProgress>> indexJob() {
        return indexes.flatMap(IndexWork::job);
    }

    /// Starts to build what is missing, or joins the errand under way. Talks to the database.
    public Job<IndexRun, BuildProgress> applyIndexes() {
        return indexWork().apply();
    }

    /// Starts to drop the performance indexes, or joins the errand under way. Talks to the database.
    public Job<IndexRun, BuildProgress> undoIndexes() {
        return indexWork().undo();
    }

    private IndexWork indexWork() {
        return indexes.orElseThrow(() -> new IllegalStateException("no database is configured"));
    }

    @Override
    public List<Resettable> resettable() {
        return resets.choices();
    }

    /// Talks to the servers; see [Console#reset].
    @Override
    public void reset(Set<ResetScope> what) {
        resets.reset(what);
    }

    /// Beyond one answer from each source, waits a little for what needs two readings: rates and percentiles.
    @Override
    public boolean awaitFirstReading(Duration atMost) throws InterruptedException {
        var waiting = new FirstReading(this);
        monitor.onTick(waiting::look);
        return waiting.await(atMost);
    }

    /// Whether each configured source has answered once or has failed, and the indexes have been looked at.
    boolean heard() {
        return (indexes.map(IndexWork::looked).orElse(true) || passwordWanted(monitor.health(Source.POSTGRESQL)))
                && health().stream().noneMatch(h -> h.lamp() == SourceHealth.Lamp.CONNECTING);
    }

    /// Whether a server waits for somebody to enter its password.
    boolean passwordWanted() {
        return health().stream().anyMatch(Session::passwordWanted);
    }

    @Override
    public Optional<Logins> logins() {
        return logins;
    }

    @Override
    public Optional<CacheRoom> cache() {
        return cache;
    }

    @Override
    public Optional<StatementRoom> statements() {
        return statements;
    }

    @Override
    public Optional<LabRoom> lab() {
        return lab.map(LabRoom.class::cast);
    }

    @Override
    public Optional<ActivityRoom> activity() {
        return activity.map(ActivityRoom.class::cast);
    }

    /// Empty where the environment has no database.
    public Optional<IndexHealthRoom> indexHealth() {
        return indexHealth;
    }

    @Override
    public Optional<MigrationRoom> migrations() {
        return migrations.map(MigrationRoom.class::cast);
    }

    @Override
    public Optional<AdviceRoom> advice() {
        return advice.map(AdviceRoom.class::cast);
    }

    @Override
    public int apiPort() {
        return apiPort;
    }

    @Override
    public Secret apiToken() {
        return apiToken.get();
    }

    /// Something that lives as long as the session and is closed before it.
    void closeWithIt(AutoCloseable companion) {
        companions.add(companion);
    }

    /// May be called again, from any thread; returns when all has ended.
    @Override
    public synchronized void close() {
        if (closed.compareAndSet(false, true)) {
            Closing.all(companions.toArray(AutoCloseable[]::new));
            advice.ifPresent(AdviceWork::close);
            lab.ifPresent(Closing::all);
            activity.ifPresent(ActivityWatch::close);
            migrations.ifPresent(MigrationWatch::close);
            indexes.ifPresent(IndexWork::close);
            Closing.all(monitor, servers);
        }
    }
}
