package dev.perfdeck.core.monitor;

import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.RedisFigures;
import dev.perfdeck.model.RedisNode;
import dev.perfdeck.model.SlowCommand;
import dev.perfdeck.model.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the monitor has read of a cache and its server. Answers from memory, on any thread.
public final class CacheReadings {
    private static final int NOW = 10;

    private final RedisProbe probe;
    private final History history;

    CacheReadings(RedisProbe probe, History history) {
        this.probe = probe;
        this.history = history;
    }

    public List<CacheType> types(Duration span) {
        return probe.types().types(span);
    }

    /// Of all types, and of what belongs to none, such as an invalidation by pattern.
    public CacheFigures all(Duration span) {
        return probe.types().all(span);
    }

    /// In percent by resource type, smoothed over ten seconds.
    public Map<String, Window> hitRates(Duration span) {
        return probe.types().hitRates(span);
    }

    public List<SlowCommand> slowCommands() {
        return probe.slowCommands();
    }

    /// Empty before the first answer.
    public Optional<RedisFigures> figures(Duration span) {
        return probe.said()
                .map(said -> new RedisFigures(
                        history.percent(Metric.REDIS_KEYSPACE_HITS, Metric.REDIS_KEYSPACE_MISSES, span),
                        now(Metric.REDIS_OPERATIONS),
                        whole(said.number("used_memory")),
                        whole(said.number("maxmemory")),
                        said.text("maxmemory_policy"),
                        now(Metric.REDIS_EVICTIONS),
                        now(Metric.REDIS_EXPIRATIONS),
                        whole(said.number("connected_clients")),
                        now(Metric.REDIS_BYTES_IN),
                        now(Metric.REDIS_BYTES_OUT),
                        keys(said),
                        said.text("redis_mode")));
    }

    /// Whether the watched server is a node of a cluster, so that it holds a part of the keys only.
    public boolean ofCluster() {
        return probe.said().filter(RedisInfo::ofCluster).isPresent();
    }

    /// Hits that somebody is about to cause on the console's behalf: they are taken off the server's rates. Any thread.
    public void causing(long hits) {
        probe.causing(hits);
    }

    /// See [RedisNodes].
    public List<RedisNode> nodes() {
        return probe.nodes();
    }

    private static long keys(RedisInfo said) {
        long sum = 0;
        for (int database = 0; database < 16; database++) {
            var fields = RedisInfo.parse(
                    said.text("db" + database).replace(',', '\n').replace('=', ':'));
            sum += Math.max(0, whole(fields.number("keys")));
        }
        return sum;
    }

    /// The mean of the last seconds; NaN without one.
    private double now(Metric metric) {
        double sum = 0;
        int count = 0;
        for (double value : history.window(metric, Duration.ofSeconds(NOW)).values()) {
            if (Double.isFinite(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static long whole(double number) {
        return Double.isNaN(number) ? -1 : (long) number;
    }
}
