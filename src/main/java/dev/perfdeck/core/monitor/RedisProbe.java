package dev.perfdeck.core.monitor;

import dev.perfdeck.core.monitor.Rates.Delta;
import dev.perfdeck.core.monitor.Rates.Mark;
import dev.perfdeck.core.monitor.Rates.Sample;
import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.RedisNode;
import dev.perfdeck.model.ServerLatency;
import dev.perfdeck.model.SlowCommand;
import dev.perfdeck.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Reads Redis over one connection of its own: the needed sections of INFO and the application's own cache counters, in
/// one round trip a tick.
final class RedisProbe implements Probe {
    private static final Duration SMOOTHED = Duration.ofSeconds(10);

    private static final int COMMANDS_EVERY = 30;
    private static final int LATENCY_EVERY = 5;
    private static final List<String> COUNTERS = List.of(
            "keyspace_hits",
            "keyspace_misses",
            "evicted_keys",
            "expired_keys",
            "total_commands_processed",
            "total_net_input_bytes",
            "total_net_output_bytes");

    private final RedisTarget target;
    private final RedisNodes nodes;
    private final String statisticsKey;
    private final History history;
    private final EventLog events;
    private final Rates server = new Rates("Redis statistics were reset");
    private final Rates application = new Rates("Cache statistics were reset");
    private final CacheTypes types = new CacheTypes();
    private final LatencyRanges ranges = new LatencyRanges();
    private volatile Optional<ServerLatency> latency = Optional.empty();
    private volatile @Nullable RedisSession session;
    private volatile @Nullable CacheFigures figures;
    private volatile boolean ownStatistics;
    private final AtomicLong ownHits = new AtomicLong();
    private volatile @Nullable RedisInfo said;
    private volatile List<SlowCommand> slow = List.of();
    private RedisInfo commands = new RedisInfo(Map.of());
    private double cost = Double.NaN;
    private boolean closed;

    RedisProbe(RedisTarget target, String namespace, History history, EventLog events) {
        this.target = target;
        this.nodes = new RedisNodes(target);
        this.statisticsKey = namespace + ":$stats";
        this.history = history;
        this.events = events;
    }

    @Override
    public Source source() {
        return Source.REDIS;
    }

    @Override
    public Answer poll(Tick tick) {
        try {
            var on = open();
            var start = System.nanoTime();
            var answers = on.ask(statisticsKey);
            var roundTrip = (System.nanoTime() - start) / 1e6;
            if (tick.number() % COMMANDS_EVERY == 0 || Double.isNaN(cost)) {
                commands = on.commands();
                // The server's own average for these two commands; it does not tell whose calls they were.
                cost = (commands.command("info", "usec_per_call") + commands.command("hgetall", "usec_per_call")) / 1e3;
            }
            history.put(Metric.REDIS_ROUND_TRIP, tick.second(), roundTrip);
            file(answers, start, tick.second());
            if (tick.number() % LATENCY_EVERY == 0) {
                slow = on.slowCommands();
                nodes.ask(on, answers.info());
                latency = on.latencies().flatMap(ranges::next);
            }
            if (nodes.astray(answers.info())) {
                cut();
            }
            return new Answer(on.version(), roundTrip, cost, Optional.empty());
        } catch (RuntimeException e) {
            cut();
            throw e;
        }
    }

    /// The cache's counters: the application's own, else those of the server's keyspace; empty before the first answer.
    Optional<CacheFigures> figures() {
        return Optional.ofNullable(figures);
    }

    /// What the server took over all commands between its last two readings; empty while there are no two.
    Optional<ServerLatency> latency() {
        return connected() ? latency : Optional.empty();
    }

    CacheTypes types() {
        return types;
    }

    /// The last answer to INFO.
    Optional<RedisInfo> said() {
        return Optional.ofNullable(said);
    }

    List<RedisNode> nodes() {
        return nodes.found();
    }

    /// Newest first; empty where the server does not tell.
    List<SlowCommand> slowCommands() {
        return slow;
    }

    /// Whether the application keeps counters of its own.
    boolean ownStatistics() {
        return ownStatistics;
    }

    /// Whether the last poll was answered.
    boolean connected() {
        var on = session;
        return on != null && on.open();
    }

    private RedisSession open() {
        var found = session;
        if (found != null && found.open()) {
            return found;
        }
        var made = new RedisSession(target);
        synchronized (this) {
            if (closed) {
                made.close();
                throw target.fault(new IllegalStateException("the monitor is closed"));
            }
            session = made;
        }
        return made;
    }

    private void file(RedisSession.Answers answers, long nanos, long second) {
        var info = answers.info();
        said = info;
        var delta = mark(server.next(serverSample(info, nanos)), second);
        delta.restart().ifPresent(_ -> ranges.restarted());
        history.put(Metric.REDIS_MEMORY, second, info.number("used_memory"));
        history.put(Metric.REDIS_CLIENTS, second, info.number("connected_clients") - 1);
        history.put(Metric.REDIS_EVICTIONS, second, delta.perSecond("evicted_keys"));
        history.put(Metric.REDIS_EXPIRATIONS, second, delta.perSecond("expired_keys"));
        history.put(Metric.REDIS_BYTES_IN, second, delta.perSecond("total_net_input_bytes"));
        history.put(Metric.REDIS_BYTES_OUT, second, delta.perSecond("total_net_output_bytes"));
        // Our own commands are not the application's.
        history.put(
                Metric.REDIS_OPERATIONS,
                second,
                Math.max(0, delta.of("total_commands_processed") - answers.own()) / delta.seconds());
        var statistics = answers.statistics();
        ownStatistics = !statistics.isEmpty();
        figures = ownStatistics ? applicationFigures(statistics) : keyspaceFigures(info);
        var hits = serverHits(Math.max(0, delta.of("keyspace_hits") - answers.ownHits()));
        var misses = Math.max(0, delta.of("keyspace_misses") - answers.ownMisses());
        keyspace(hits, misses, second, delta.seconds());
        if (ownStatistics) {
            var counted = mark(application.next(applicationSample(statistics, nanos)), second);
            cache(counted.of("hits"), counted.of("misses"), delta.seconds(), second);
            types.file(counted, statistics, second);
        } else {
            cache(hits, misses, delta.seconds(), second);
        }
    }

    private double serverHits(double all) {
        // What was announced but not yet counted by the server stays for the next second.
        var own = Math.min(all, ownHits.get());
        ownHits.addAndGet(-(long) own);
        return all - (long) own;
    }

    void causing(long hits) {
        ownHits.addAndGet(hits);
    }

    private void keyspace(double hits, double misses, long second, double seconds) {
        history.put(Metric.REDIS_KEYSPACE_HITS, second, hits / seconds);
        history.put(Metric.REDIS_KEYSPACE_MISSES, second, misses / seconds);
        history.put(
                Metric.REDIS_KEYSPACE_HIT_RATE,
                second,
                history.percent(Metric.REDIS_KEYSPACE_HITS, Metric.REDIS_KEYSPACE_MISSES, SMOOTHED));
    }

    private void cache(double hits, double misses, double seconds, long second) {
        history.put(Metric.CACHE_HITS, second, hits / seconds);
        history.put(Metric.CACHE_MISSES, second, misses / seconds);
        // Counters are flushed every few seconds: a second alone would be a gap or a leap.
        history.put(Metric.CACHE_HIT_RATE, second, history.hitRate(SMOOTHED));
    }

    private Delta mark(Delta delta, long second) {
        delta.restart()
                .ifPresent(words ->
                        events.add(new Event(Instant.ofEpochSecond(second), Event.Kind.BASELINE, words, words + ".")));
        return delta;
    }

    private static Sample serverSample(RedisInfo info, long nanos) {
        var counters = new HashMap<String, Long>();
        COUNTERS.forEach(name -> info.counter(name, counters));
        var role = info.text("role");
        var marks = List.of(
                new Mark(info.text("run_id"), "Redis restarted"),
                new Mark(role, "failover: Redis is now a " + (role.equals("slave") ? "replica" : role)));
        return new Sample(nanos, marks, counters);
    }

    private static Sample applicationSample(Map<String, String> statistics, long nanos) {
        var fields = new RedisInfo(statistics);
        var counters = new HashMap<String, Long>();
        fields.counter("hits", counters);
        fields.counter("misses", counters);
        CacheTypes.counters(statistics, counters);
        var epoch = new Mark(fields.text("epoch"), "Cache statistics were reset");
        // A counter that was never raised has no field yet, and stands at zero.
        counters.putIfAbsent("hits", 0L);
        counters.putIfAbsent("misses", 0L);
        counters.putIfAbsent("sets", 0L);
        counters.putIfAbsent("deletes", 0L);
        return new Sample(nanos, List.of(epoch), counters);
    }

    private static CacheFigures applicationFigures(Map<String, String> statistics) {
        var fields = new RedisInfo(statistics);
        return new CacheFigures(
                whole(fields.number("hits")),
                whole(fields.number("misses")),
                whole(fields.number("sets")),
                whole(fields.number("deletes")),
                whole(fields.number("errors")),
                true);
    }

    /// The whole server's, since its start or last reset.
    private CacheFigures keyspaceFigures(RedisInfo info) {
        var sets = commands.command("set", "calls")
                + commands.command("setex", "calls")
                + commands.command("psetex", "calls")
                + commands.command("mset", "calls");
        var deletes = commands.command("del", "calls") + commands.command("unlink", "calls");
        return new CacheFigures(
                whole(info.number("keyspace_hits")),
                whole(info.number("keyspace_misses")),
                (long) sets,
                (long) deletes,
                true);
    }

    private static long whole(double number) {
        return Double.isNaN(number) ? 0 : (long) number;
    }

    @Override
    public void cut() {
        var found = session;
        session = null;
        if (found != null) {
            found.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        cut();
        nodes.close();
    }
}
