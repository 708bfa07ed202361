package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.Seen.Claimed;
import dev.perfdeck.core.cache.Seen.Found;
import dev.perfdeck.core.cache.Seen.Vacant;
import dev.perfdeck.core.cache.envelope.Envelope;
import dev.perfdeck.core.cache.envelope.Envelope.Kind;
import dev.perfdeck.core.cache.envelope.EnvelopeFormat;
import dev.perfdeck.core.cache.envelope.EnvelopeFormat.Malformed;
import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.line.RedisLine;
import dev.perfdeck.core.cache.line.Script;
import dev.perfdeck.core.cache.near.Barriers;
import dev.perfdeck.core.cache.stats.Counter;
import dev.perfdeck.core.cache.stats.Tally;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Envelopes in Redis: seeing them, and replacing exactly the one that was seen. Keys are full ones. Safe on any
/// thread.
final class Store {
    private static final Logger log = LoggerFactory.getLogger(Store.class);
    private static final Script LAND = new Script(Store.class, "land.lua", ScriptOutputType.INTEGER);
    private static final Script RENEW = new Script(Store.class, "renew.lua", ScriptOutputType.INTEGER);
    private static final byte[] NOTHING = {};

    private final RedisLine line;
    private final Barriers barriers;
    private final EnvelopeFormat format;

    Store(RedisLine line, Barriers barriers, EnvelopeFormat format) {
        this.line = line;
        this.barriers = barriers;
        this.format = format;
    }

    /// Makes each master know the scripts, so that what is sent later stays in order.
    void teach() {
        try {
            for (var master : line.masters().values()) {
                line.wait(master.scriptLoad(LAND.source()), line.timeout());
                line.wait(master.scriptLoad(RENEW.source()), line.timeout());
            }
        } catch (Down e) {
            log.debug("scripts will be sent whole: {}", e.getMessage());
        }
    }

    Seen see(String key, Tally tally) throws Down {
        return judge(line.<byte @Nullable []>ask(redis -> redis.get(key)), tally);
    }

    Seen judge(byte @Nullable [] bytes, Tally tally) throws Down {
        if (bytes == null) {
            return new Vacant(0, false);
        }
        try {
            return judge(format.read(bytes));
        } catch (Malformed e) {
            tally.count(Counter.ERRORS);
            return new Vacant(EnvelopeFormat.stamp(bytes), true);
        }
    }

    private Seen judge(Envelope envelope) throws Down {
        long now = System.currentTimeMillis();
        boolean lease = envelope.kind() == Kind.LEASE;
        if ((!lease && now >= envelope.hard()) || !barriers.current(envelope.epoch(), envelope.tags())) {
            return new Vacant(envelope.stamp(), true);
        }
        return lease ? new Claimed(envelope.stamp()) : new Found(envelope, now >= envelope.soft());
    }

    /// Marks a vacant key as being loaded.
    ///
    /// @return whether it still was vacant
    boolean claim(String key, Vacant seen, Envelope lease, Duration life) throws Down {
        byte[] bytes = bytes(lease);
        return !seen.there()
                ? "OK"
                        .equals(line.<@Nullable String>ask(redis ->
                                redis.set(key, bytes, SetArgs.Builder.nx().px(life))))
                : line.ask(redis -> land(redis, key, seen.stamp(), bytes, life.toMillis(), "")) == 1;
    }

    /// Replaces what has the stamp `seen`, without waiting; the answer is 1 if it still was there.
    ///
    /// @param life of what takes its place
    /// @param channel that is told the key; empty for none
    CompletableFuture<Long> land(String key, long seen, Envelope envelope, Duration life, String channel)
            throws Down, Malformed {
        byte[] bytes = format.write(envelope);
        return line.send(redis -> land(redis, key, seen, bytes, life.toMillis(), channel));
    }

    /// Takes away what has the stamp `seen`, without waiting.
    CompletableFuture<Long> release(String key, long seen, String channel) throws Down {
        return line.send(redis -> land(redis, key, seen, NOTHING, 1, channel));
    }

    CompletableFuture<Long> renew(String key, long stamp, Duration life) throws Down {
        return line.send(redis ->
                RENEW.<Long>run(redis, new String[] {key}, upper(stamp), lower(stamp), Script.bytes(life.toMillis())));
    }

    /// Puts it, whatever was there, without waiting.
    Future<String> put(String key, Envelope envelope, Duration life) throws Down, Malformed {
        byte[] bytes = format.write(envelope);
        return line.send(redis -> redis.set(key, bytes, SetArgs.Builder.px(life)));
    }

    private static CompletableFuture<Long> land(
            RedisClusterAsyncCommands<String, byte[]> redis,
            String key,
            long seen,
            byte[] bytes,
            long millis,
            String channel) {
        return LAND.run(
                redis,
                new String[] {key},
                upper(seen),
                lower(seen),
                bytes,
                Script.bytes(millis),
                Script.bytes(channel));
    }

    private byte[] bytes(Envelope lease) {
        try {
            return format.write(lease);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] upper(long stamp) {
        return Script.bytes(stamp >>> 32);
    }

    private static byte[] lower(long stamp) {
        return Script.bytes(stamp & 0xFFFF_FFFFL);
    }
}
