package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Passwords;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.ServerLatency;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.StatementCost;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.StatementNotice;
import dev.perfdeck.model.Targets;
import dev.perfdeck.model.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/// Watches one environment: a beat a second, three sources that cannot hold each other up, an hour of history.
///
/// Safe on any thread; nothing here blocks but [#close]. Whoever made it closes it; it closes every line it opened.
public final class Monitor implements AutoCloseable {
    private final Environment environment;
    private final History history = new History();
    private final EventLog events = new EventLog();
    private final PgStatements statements;
    private final Optional<RedisTarget> redis;
    private final Optional<RedisProbe> redisProbe;
    private final Endpoints endpoints;
    private final List<Line> lines = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Sampler sampler;

    /// @param feeds of real traffic, next to the configured probes
    public Monitor(Environment environment, Passwords passwords, Targets targets, List<LatencyFeed> feeds) {
        this(environment, passwords, targets, feeds, TickClock.SYSTEM);
    }

    Monitor(Environment environment, Passwords passwords, Targets targets, List<LatencyFeed> feeds, TickClock clock) {
        this.environment = environment;
        this.statements = new PgStatements(history, events, slowMillis(environment, targets));
        this.redis = environment.redis().map(line -> new RedisTarget(line, environment, passwords));
        this.redisProbe = environment
                .redis()
                .flatMap(line -> redis.map(to -> new RedisProbe(to, line.namespace(), history, events)));
        this.endpoints = new Endpoints(environment, feeds, history, events, this::redisKnowsCache);
        var random = RandomGenerator.getDefault();
        environment
                .database()
                .ifPresent(database -> lines.add(new Line(
                        new PgProbe(new PgTarget(database, environment, passwords), history, events, statements),
                        clock,
                        random)));
        redisProbe.ifPresent(probe -> lines.add(new Line(probe, clock, random)));
        if (!feeds.isEmpty()
                || !environment.probes().isEmpty()
                || environment.performanceApi().isPresent()) {
            lines.add(new Line(endpoints, clock, random));
        }
        this.sampler = new Sampler(environment.name(), clock);
        sampler.onBeat(this::beat);
    }

    public Environment environment() {
        return environment;
    }

    public void start() {
        sampler.start();
    }

    public History history() {
        return history;
    }

    public SourceHealth health(Source source) {
        return line(source).map(Line::health).orElseGet(() -> SourceHealth.absent(source));
    }

    /// Newest first, at most 200.
    public List<Event> events() {
        return events.list();
    }

    /// Adds an event that the program itself caused.
    public void mark(Event event) {
        events.add(event);
    }

    /// Runs after every beat, on the sampler's thread: must return at once. Carries no data: pull what is on screen.
    public void onTick(Runnable listener) {
        listeners.add(listener);
    }

    /// The statements that took most time in the span; a text that is not known yet is empty and asked for.
    public List<StatementCost> costliest(Duration span, int limit) {
        return statements.costliest(span, limit);
    }

    /// All that was called in the span, by total time; a text or name that is not known yet is empty and asked for.
    /// Where more than a thousand statements run within five seconds, the lightest of them are left out.
    public List<StatementFigures> statements(Duration span, StatementFilter filter) {
        return statements.statements(span, filter);
    }

    public List<StatementFigures> statements(Duration span) {
        return statements(span, StatementFilter.ALL);
    }

    /// Reads the statements of the server's other databases too, as far as the role sees them, from the next reading
    /// on; at first only the watched one's.
    public void watchEveryDatabase(boolean wanted) {
        statements.everyDatabase(wanted);
    }

    /// Why the figures of statements are not the whole truth, each with what mends it.
    public List<StatementNotice> statementNotices() {
        return statements.notices();
    }

    /// To be called before a reset of statements by this program: it is not somebody else's then.
    public void expectStatementsReset() {
        statements.expectReset();
    }

    /// Mean milliseconds of one statement, interval by interval (five seconds), oldest first; NaN where not called.
    public double[] trend(String statementKey, Duration span) {
        return statements.trend(statementKey, span);
    }

    /// The same on the seconds of the span, with gaps between the readings.
    public Window statementMean(String statementKey, Duration span) {
        return statements.mean(statementKey, span);
    }

    /// Its calls a second on the same grid.
    public Window statementCalls(String statementKey, Duration span) {
        return statements.calls(statementKey, span);
    }

    /// Entries that pg_stat_statements dropped while we watched: above zero its figures are a sample.
    public long evictedStatements() {
        return statements.evicted();
    }

    /// The application's cache counters: from Redis, else from the remote service, else of the server's keyspace.
    public CacheFigures cacheFigures() {
        var connected = redisProbe.map(RedisProbe::connected).orElse(false);
        var own = redisProbe.flatMap(RedisProbe::figures);
        if (!redisKnowsCache() && endpoints.remote().isPresent()) {
            return endpoints.remote().get().cache();
        }
        return own.map(it -> new CacheFigures(it.hits(), it.misses(), it.sets(), it.deletes(), it.errors(), connected))
                .orElse(CacheFigures.NONE);
    }

    /// What Redis itself took over its commands in the last five seconds, all merged but those of administration; our
    /// own HMGET, one a second, is in it. Empty before Redis 7.0, without the right to `LATENCY`, and where nothing
    /// was called.
    public Optional<ServerLatency> redisLatency() {
        return redisProbe.flatMap(RedisProbe::latency);
    }

    /// What is known of the cache and its server beyond the totals; empty without a Redis.
    public Optional<CacheReadings> cacheReadings() {
        return redisProbe.map(probe -> new CacheReadings(probe, history));
    }

    /// Named queries of the remote service; empty where there is none or it does not answer.
    public Optional<QueryFigures> queryFigures() {
        return endpoints.remote().map(RemotePerformance.Reading::queries);
    }

    /// What users got in the span, in milliseconds: from every latency measured here, else the remote service's own
    /// figure of now; NaN where neither knows.
    public double apiP95Millis(Duration span) {
        var measured = history.latencyPercentile(95, span);
        return Double.isNaN(measured)
                ? endpoints.remote().map(RemotePerformance.Reading::p95Millis).orElse(Double.NaN)
                : measured;
    }

    /// Seconds without a beat since the start, and beats that a busy source sat out.
    public long missedTicks() {
        return sampler.missed();
    }

    public long skippedPolls(Source source) {
        return line(source).map(Line::skipped).orElse(0L);
    }

    /// Errors in the console's own reading, survived.
    public long errors() {
        return sampler.errors() + lines.stream().mapToLong(Line::errors).sum();
    }

    /// Forgets every back-off: each source is asked at the next beat. For a changed password.
    public void reconnect() {
        lines.forEach(Line::reconnect);
    }

    @Override
    public void close() {
        sampler.close();
        lines.forEach(Line::close);
        endpoints.close();
        redis.ifPresent(RedisTarget::close);
    }

    private void beat(Tick tick) {
        history.begin(tick.second());
        lines.forEach(line -> line.tick(tick));
        listeners.forEach(Runnable::run);
    }

    private boolean redisKnowsCache() {
        var known = redisProbe.map(RedisProbe::ownStatistics).orElse(false);
        return known || (environment.performanceApi().isEmpty() && redisProbe.isPresent());
    }

    private Optional<Line> line(Source source) {
        return lines.stream().filter(line -> line.source() == source).findFirst();
    }

    /// Where a service tells its own slow queries, statements are not counted a second time.
    private static double slowMillis(Environment environment, Targets targets) {
        return environment.performanceApi().isPresent() ? Double.NaN : targets.slowQueryMillis();
    }
}
