package dev.perfdeck.app;

import dev.perfdeck.core.cache.CacheOptions;
import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.Invalidated;
import dev.perfdeck.core.cache.Invalidation;
import dev.perfdeck.core.monitor.CacheReadings;
import dev.perfdeck.core.monitor.KeySampler;
import dev.perfdeck.core.monitor.Monitor;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.InvalidationRun;
import dev.perfdeck.model.KeySample;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Passwords;
import dev.perfdeck.model.RedisFigures;
import dev.perfdeck.model.RedisNode;
import dev.perfdeck.model.ServerLatency;
import dev.perfdeck.model.SlowCommand;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The cache room of an environment: readings from the monitor, errands through the cache service itself, so that
/// what a console removes is removed as the application's own processes would.
final class CacheWatch implements CacheRoom {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long SMOOTHED_SECONDS = 10;

    private final Environment environment;
    private final Environment.Redis redis;
    private final Passwords passwords;
    private final Monitor monitor;
    private final CacheReadings readings;
    private final KeySampler sampler;
    private final LiveTargets targets;
    private volatile Optional<KeySample> lastSample = Optional.empty();

    /// @param targets hold the hit-rate target, which can be changed
    CacheWatch(
            Environment environment,
            Environment.Redis redis,
            Passwords passwords,
            Monitor monitor,
            CacheReadings readings,
            KeySampler sampler,
            LiveTargets targets) {
        this.environment = environment;
        this.redis = redis;
        this.passwords = passwords;
        this.monitor = monitor;
        this.readings = readings;
        this.sampler = sampler;
        this.targets = targets;
    }

    @Override
    public String namespace() {
        return redis.namespace();
    }

    @Override
    public CacheFigures figures(Duration span) {
        var all = readings.all(span);
        return new CacheFigures(
                all.hits(),
                all.misses(),
                all.sets(),
                all.deletes(),
                all.errors(),
                monitor.cacheFigures().connected());
    }

    @Override
    public List<CacheType> types(Duration span) {
        return readings.types(span);
    }

    @Override
    public Map<String, Window> hitRates(Duration span) {
        return readings.hitRates(span);
    }

    @Override
    public Window serverHitRate(Duration span) {
        return monitor.history().window(Metric.REDIS_KEYSPACE_HIT_RATE, span);
    }

    @Override
    public Window reads(Duration span) {
        var wider = span.plusSeconds(SMOOTHED_SECONDS);
        var hits = monitor.history().window(Metric.CACHE_HITS, wider);
        var misses = monitor.history().window(Metric.CACHE_MISSES, wider);
        var sums = hits.values().clone();
        for (int i = 0; i < Math.min(sums.length, misses.size()); i++) {
            sums[i] += misses.values()[i];
        }
        return smoothed(hits.firstSecond(), sums, (int) Math.min(SMOOTHED_SECONDS, sums.length));
    }

    /// The mean of the seconds up to each one: services tell their counters every few seconds, so a single second shows
    /// either nothing or the work of several.
    private static Window smoothed(long first, double[] perSecond, int skipped) {
        var means = new double[perSecond.length - skipped];
        for (int i = 0; i < means.length; i++) {
            means[i] = Arrays.stream(perSecond, i + 1, i + skipped + 1)
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
        }
        return new Window(Metric.CACHE_HITS, first + skipped, means);
    }

    @Override
    public Window memory(Duration span) {
        return monitor.history().window(Metric.REDIS_MEMORY, span);
    }

    @Override
    public Window evictions(Duration span) {
        return monitor.history().window(Metric.REDIS_EVICTIONS, span);
    }

    @Override
    public Optional<RedisFigures> redis(Duration span) {
        return readings.figures(span);
    }

    @Override
    public Optional<ServerLatency> serverLatency() {
        return monitor.redisLatency();
    }

    @Override
    public Optional<Percentiles> clientLatency(Duration span) {
        double[] sorted = Arrays.stream(
                        monitor.history().window(Metric.REDIS_ROUND_TRIP, span).values())
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new Percentiles(at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99)));
    }

    /// The smallest value that so large a part of all does not exceed.
    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.ceil(part * sorted.length) - 1];
    }

    @Override
    public List<SlowCommand> slowCommands() {
        return readings.slowCommands();
    }

    @Override
    public List<RedisNode> nodes() {
        return readings.nodes();
    }

    @Override
    public Job<KeySample, Long> sample(boolean lifetimes) {
        boolean uses = readings.figures(Duration.ofSeconds(1))
                .filter(redis -> redis.policy().endsWith("lfu"))
                .isPresent();
        var depth = lifetimes ? new KeySampler.Depth(true, uses, readings::causing) : KeySampler.Depth.PLAIN;
        return Job.start("sample of keys", (progress, cancelled) -> {
            var taken = sampler.take(depth, progress::accept, cancelled);
            lastSample = Optional.of(taken);
            return taken;
        });
    }

    @Override
    public Optional<KeySample> lastSample() {
        return lastSample;
    }

    @Override
    public Job<InvalidationRun, InvalidationRun> invalidate(String pattern, boolean everything, boolean dryRun) {
        return Job.start("invalidate", (progress, cancelled) -> {
            var run = withService(service -> run(service, pattern, everything, dryRun, progress, cancelled));
            if (!dryRun) {
                mark(run.deleted() + " keys of " + pattern + " invalidated by you");
            }
            return run;
        });
    }

    private InvalidationRun run(
            CacheService service,
            String pattern,
            boolean everything,
            boolean dryRun,
            Consumer<InvalidationRun> progress,
            BooleanSupplier cancelled) {
        // What is left over is said, and asked for again; a debt would be paid with the whole namespace.
        var order = Invalidation.of(pattern).withoutDebt();
        order = everything ? order.meaningEverything() : order;
        order = dryRun ? order.dry() : order;
        var plain = order;
        // One node of a cluster does not know how many keys there are.
        long total = readings.ofCluster()
                ? -1
                : readings.figures(Duration.ofSeconds(1))
                        .map(RedisFigures::keys)
                        .orElse(-1L);
        var told = order.telling(so -> {
            progress.accept(run(so, total));
            if (cancelled.getAsBoolean()) {
                plain.cancel();
            }
        });
        return run(service.blocking().invalidate(told), total);
    }

    private static InvalidationRun run(Invalidated so, long total) {
        boolean whole = so.end() == Invalidated.End.COMPLETE;
        return new InvalidationRun(
                so.pattern(),
                whole ? total : total < 0 ? so.walked() : Math.min(so.walked(), total),
                total,
                so.matched(),
                so.deleted(),
                so.calls(),
                so.dryRun(),
                whole,
                so.took());
    }

    @Override
    public Job<InvalidationRun, InvalidationRun> newEpoch() {
        return Job.start(
                "new epoch",
                (progress, cancelled) -> withService(service -> {
                    long start = System.nanoTime();
                    service.blocking().invalidateNamespace();
                    mark("a new epoch begun by you: every entry of " + namespace() + " is void");
                    return new InvalidationRun(
                            "*", 0, 0, 0, 0, 0, false, true, Duration.ofNanos(System.nanoTime() - start));
                }));
    }

    @Override
    public void hitRateTarget(double percent) {
        targets.cacheHitRatePercent(percent);
    }

    @Override
    public Optional<Path> targetFile() {
        return targets.file();
    }

    private void mark(String what) {
        monitor.mark(new Event(Instant.now(), Event.Kind.INFO, "invalidate", what));
    }

    private interface Errand {
        InvalidationRun go(CacheService service) throws Exception;
    }

    /// A service of its own for each errand: it is seldom, and no connection stays behind.
    private InvalidationRun withService(Errand errand) throws Exception {
        var options = CacheOptions.at(redis.url(), redis.namespace())
                .password(passwords.find(environment, Source.REDIS))
                .connections(1);
        if (readings.ofCluster()) {
            options.cluster();
        }
        try (var service = CacheService.open(options.build())) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!service.isConnected()) {
                if (System.nanoTime() > deadline) {
                    throw new FaultException(monitor.health(Source.REDIS)
                            .fault()
                            .orElseGet(() -> new Fault.TimedOut(Source.REDIS, "to connect", PATIENCE)));
                }
                Thread.sleep(20);
            }
            return errand.go(service);
        }
    }
}
