package dev.perfdeck.app;

import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.InvalidationRun;
import dev.perfdeck.model.KeySample;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.RedisFigures;
import dev.perfdeck.model.RedisNode;
import dev.perfdeck.model.ServerLatency;
import dev.perfdeck.model.SlowCommand;
import dev.perfdeck.model.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A cache whose figures a test chooses; remembers what it was asked to do.
public final class FixedRoom implements CacheRoom {
    public final List<String> asked = new CopyOnWriteArrayList<>();
    public volatile List<CacheType> types = List.of();
    public volatile Map<String, Window> rates = Map.of();
    public volatile Optional<RedisFigures> redis = Optional.empty();
    public volatile Optional<ServerLatency> within = Optional.empty();
    public volatile Optional<Percentiles> client = Optional.empty();
    public volatile List<SlowCommand> slow = List.of();
    public volatile List<RedisNode> nodes = List.of();
    public volatile Optional<KeySample> sample = Optional.empty();
    public volatile CacheFigures figures = CacheFigures.NONE;
    public volatile Optional<FaultException> failure = Optional.empty();
    /// Keys that any pattern matches.
    public volatile long matching = 1977;
    public volatile Optional<Path> file = Optional.empty();
    /// An errand ends once this is open.
    public volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public String namespace() {
        return "app";
    }

    @Override
    public CacheFigures figures(Duration span) {
        return figures;
    }

    @Override
    public List<CacheType> types(Duration span) {
        return types;
    }

    @Override
    public Map<String, Window> hitRates(Duration span) {
        return rates;
    }

    @Override
    public Window serverHitRate(Duration span) {
        return empty(Metric.CACHE_HIT_RATE);
    }

    @Override
    public Window reads(Duration span) {
        return empty(Metric.CACHE_HITS);
    }

    @Override
    public Window memory(Duration span) {
        return empty(Metric.REDIS_MEMORY);
    }

    @Override
    public Window evictions(Duration span) {
        return empty(Metric.REDIS_EVICTIONS);
    }

    private static Window empty(Metric metric) {
        return new Window(metric, Instant.now().getEpochSecond(), new double[] {Double.NaN});
    }

    @Override
    public Optional<RedisFigures> redis(Duration span) {
        return redis;
    }

    @Override
    public Optional<ServerLatency> serverLatency() {
        return within;
    }

    @Override
    public Optional<Percentiles> clientLatency(Duration span) {
        return client;
    }

    @Override
    public List<SlowCommand> slowCommands() {
        return slow;
    }

    @Override
    public List<RedisNode> nodes() {
        return nodes;
    }

    @Override
    public Job<KeySample, Long> sample(boolean lifetimes) {
        asked.add(lifetimes ? "sample with lifetimes" : "sample");
        return Job.start("sample", (progress, cancelled) -> {
            progress.accept(100L);
            gate.await();
            failure.ifPresent(fault -> {
                throw fault;
            });
            return sample.orElseThrow();
        });
    }

    @Override
    public Optional<KeySample> lastSample() {
        return sample;
    }

    @Override
    public Job<InvalidationRun, InvalidationRun> invalidate(String pattern, boolean everything, boolean dryRun) {
        asked.add((dryRun ? "count " : "remove ") + pattern + (everything ? " everything" : ""));
        return Job.start("invalidate", (progress, cancelled) -> {
            progress.accept(run(pattern, dryRun, false));
            gate.await();
            failure.ifPresent(fault -> {
                throw fault;
            });
            return run(pattern, dryRun, !cancelled.getAsBoolean());
        });
    }

    private InvalidationRun run(String pattern, boolean dryRun, boolean finished) {
        return new InvalidationRun(
                pattern, 42_643, 42_643, matching, dryRun ? 0 : matching, 43, dryRun, finished, Duration.ofMillis(90));
    }

    @Override
    public Job<InvalidationRun, InvalidationRun> newEpoch() {
        asked.add("epoch");
        return Job.start("epoch", (progress, cancelled) -> run("*", false, true));
    }

    @Override
    public void hitRateTarget(double percent) {
        failure.ifPresent(fault -> {
            throw fault;
        });
        asked.add("target " + percent);
    }

    @Override
    public Optional<Path> targetFile() {
        return file;
    }
}
