package dev.perfdeck.core.cache.near;

import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.line.RedisLine;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the server tell of changes: `CLIENT TRACKING ON BCAST NOLOOP` with one prefix, on the very connection that
/// carries the data, so that a message is always here before any later answer. What is remembered of Redis belongs to
/// a generation; a lost or new connection, `FLUSHALL` and a raised barrier begin a new one. Safe on any thread.
public final class Coherence {
    private static final Logger log = LoggerFactory.getLogger(Coherence.class);

    private final String prefix;
    private final boolean wanted;
    private final AtomicLong generation = new AtomicLong();
    private final AtomicLong losses = new AtomicLong();
    private final AtomicLongArray changes = new AtomicLongArray(STRIPES);
    private final Set<String> armedNodes = ConcurrentHashMap.newKeySet();
    private volatile boolean armed;
    private volatile boolean rearm = true;

    private static final int STRIPES = 4096;

    /// @param prefix of the keys whose changes matter
    /// @param wanted false where reads may come over other connections than the one that is told
    public Coherence(String prefix, boolean wanted) {
        this.prefix = prefix;
        this.wanted = wanted;
    }

    /// Whether changes are told now.
    public boolean armed() {
        return armed;
    }

    public long generation() {
        return generation.get();
    }

    /// Take it before a question and compare it after the answer: another one means that the answer may be old already.
    /// Both summands only grow.
    public long mark(String key) {
        return generation.get() + changes.get(stripe(key));
    }

    /// This key changed: what is being read of it is not to be remembered.
    public void changed(String key) {
        changes.incrementAndGet(stripe(key));
    }

    private static int stripe(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & (STRIPES - 1);
    }

    public void raised() {
        generation.incrementAndGet();
    }

    /// The line is gone, or another: nothing remembered can be trusted.
    public void lost() {
        losses.incrementAndGet();
        armed = false;
        rearm = true;
        raised();
    }

    /// Asks the server to tell, where that is not done yet; call it after each connect and now and then.
    public void arm(RedisLine line) {
        if (!wanted || !line.isUp()) {
            return;
        }
        try {
            var masters = line.masters();
            if (rearm || !masters.keySet().equals(armedNodes)) {
                arm(line, List.copyOf(masters.values()), masters.keySet());
            }
        } catch (Down e) {
            log.debug("the server cannot tell of changes: {}", e.getMessage());
        }
    }

    private synchronized void arm(
            RedisLine line, List<RedisClusterAsyncCommands<String, byte[]>> masters, Set<String> names) throws Down {
        long before = losses.get();
        rearm = false;
        armed = false;
        raised();
        try {
            for (var master : masters) {
                // Off first: prefixes of one client must not overlap, not even with themselves.
                line.wait(master.clientTracking(TrackingArgs.Builder.enabled(false)), line.timeout());
                line.wait(master.clientTracking(args()), line.timeout());
            }
            armedNodes.clear();
            armedNodes.addAll(new HashSet<>(names));
            raised();
            armed = true;
            if (losses.get() != before) {
                armed = false;
            }
        } catch (Down e) {
            rearm = true;
            throw e;
        }
    }

    private TrackingArgs args() {
        return TrackingArgs.Builder.enabled(true).bcast().noloop().prefixes(prefix);
    }

    /// Reads a message of the server; when everything is gone, which the server tells by naming no key, a new
    /// generation
    /// begins.
    ///
    /// @param dropped gets each changed key
    public void read(PushMessage message, Consumer<String> dropped) {
        if (!"invalidate".equals(message.getType())) {
            return;
        }
        var content = message.getContent(
                bytes -> StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
        var keys = content.size() < 2 ? null : content.get(1);
        if (keys instanceof List<?> list) {
            for (var key : list) {
                changed(text(key));
                dropped.accept(text(key));
            }
        } else {
            raised();
        }
    }

    private static String text(@Nullable Object key) {
        return key instanceof ByteBuffer bytes
                ? StandardCharsets.UTF_8.decode(bytes.duplicate()).toString()
                : String.valueOf(key);
    }
}
