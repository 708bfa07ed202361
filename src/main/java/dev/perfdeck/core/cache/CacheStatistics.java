package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.stats.Counter;
import dev.perfdeck.core.cache.stats.SharedHash;
import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// The counters that all processes of one namespace share, read and reset from outside, as a console does. Borrows the
/// connection, does not close it. Safe on any thread.
///
/// Redis counts a read as one hit of its own keyspace.
public final class CacheStatistics {
    private final StatefulRedisConnection<String, String> connection;
    private final String hash;

    public CacheStatistics(StatefulRedisConnection<String, String> connection, String namespace) {
        this.connection = connection;
        this.hash = SharedHash.keyOf(namespace);
    }

    /// Zeroes the counters of a namespace over a connection of its own.
    ///
    /// @throws FaultException when Redis does not answer
    public static void reset(RedisTarget target, String namespace) {
        try (var connection = target.open()) {
            var here = new CacheStatistics(connection, namespace);
            try {
                here.zero();
            } catch (RedisException e) {
                try (var other = target.follow(e).orElseThrow(() -> here.fault(e, "the reset of the cache counters"))) {
                    new CacheStatistics(other, namespace).reset();
                }
            }
        }
    }

    /// Sums over all processes since the last reset, at most one flush old; zeroes where no process ever counted.
    ///
    /// @throws FaultException when Redis does not answer
    public CacheFigures read() {
        try {
            var fields = connection.sync().hgetall(hash);
            return new CacheFigures(
                    field(fields, Counter.HITS),
                    field(fields, Counter.MISSES),
                    field(fields, Counter.SETS),
                    field(fields, Counter.DELETES),
                    field(fields, Counter.ERRORS),
                    true);
        } catch (RedisException e) {
            throw fault(e, "the cache counters");
        }
    }

    /// The same by resource type.
    ///
    /// @throws FaultException when Redis does not answer
    public Map<String, TypeFigures> readByType() {
        try {
            var byType = new TreeMap<String, Map<Counter, Long>>();
            connection
                    .sync()
                    .hgetall(hash)
                    .forEach((field, count) -> SharedHash.read(
                            field,
                            (type, counter) -> byType.computeIfAbsent(type, _ -> new EnumMap<>(Counter.class))
                                    .put(counter, Long.parseLong(count))));
            var figures = new TreeMap<String, TypeFigures>();
            byType.forEach((type, counts) -> figures.put(type, TypeFigures.of(counts)));
            return figures;
        } catch (RedisException e) {
            throw fault(e, "the cache counters");
        }
    }

    /// Zeroes the sums and raises the epoch, by which every process notices and starts anew as well; in one step, so
    /// that no rate is ever negative.
    ///
    /// @throws FaultException when Redis does not answer
    public void reset() {
        try {
            zero();
        } catch (RedisException e) {
            throw fault(e, "the reset of the cache counters");
        }
    }

    private void zero() {
        var _ = connection
                .sync()
                .<Long>eval(
                        SharedHash.resetSource(),
                        ScriptOutputType.INTEGER,
                        new String[] {hash},
                        Long.toString(System.currentTimeMillis()));
    }

    private static long field(Map<String, String> fields, Counter counter) {
        return Long.parseLong(fields.getOrDefault(counter.field(), "0"));
    }

    private FaultException fault(RedisException e, String what) {
        var fault = e instanceof RedisCommandTimeoutException
                ? new Fault.TimedOut(Source.REDIS, what, connection.getTimeout())
                : new Fault.Unavailable(Source.REDIS, String.valueOf(e.getMessage()), "Perfdeck retries by itself.");
        return new FaultException(fault, e);
    }
}
