package dev.perfdeck.core.cache.stats;

import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.line.RedisLine;
import dev.perfdeck.core.cache.line.Script;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Adds this process's counters to the namespace's hash in Redis, each exactly once, and notices when another process
/// has reset it. A flush that got no answer is repeated under the same number, which the server knows if it was done.
public final class SharedHash {
    private static final Logger log = LoggerFactory.getLogger(SharedHash.class);
    private static final Script FLUSH = new Script(SharedHash.class, "flush.lua", ScriptOutputType.INTEGER);
    private static final Script RESET = new Script(SharedHash.class, "reset.lua", ScriptOutputType.INTEGER);
    private static final String TYPED = "t:";

    private final RedisLine line;
    private final Tallies tallies;
    private final String hash;
    private final String sequenceKey;
    private final Runnable onReset;
    private final ReentrantLock lock = new ReentrantLock();
    private String epoch = "";
    private long sequence;
    private List<Tallies.Delta> pending = List.of();

    /// @param onReset runs when the counters start anew, here or elsewhere
    public SharedHash(RedisLine line, Tallies tallies, String namespace, Runnable onReset) {
        this.line = line;
        this.tallies = tallies;
        this.hash = keyOf(namespace);
        // The part in braces puts it in the hash's slot of a cluster.
        this.sequenceKey = namespace + ":$seq:{" + hash + "}:" + UUID.randomUUID();
        this.onReset = onReset;
    }

    /// Where a namespace keeps its counters.
    public static String keyOf(String namespace) {
        return namespace + ":$stats";
    }

    /// `t:workflow:list:hits` for the hits of type `workflow:list`.
    public static String fieldOf(String type, Counter counter) {
        return TYPED + type + ":" + counter.field();
    }

    /// Reads a field's name that [#fieldOf] has made; other fields are passed over.
    public static void read(String field, BiConsumer<String, Counter> reader) {
        int colon = field.lastIndexOf(':');
        if (field.startsWith(TYPED) && colon > TYPED.length()) {
            for (var counter : Counter.values()) {
                if (counter.field().equals(field.substring(colon + 1))) {
                    reader.accept(field.substring(TYPED.length(), colon), counter);
                }
            }
        }
    }

    /// The script of a reset, for whoever has a connection of another kind.
    public static byte[] resetSource() {
        return RESET.source();
    }

    /// Never throws: what could not be told now is told next time.
    public void flush() {
        lock.lock();
        try {
            if (line.isUp()) {
                tell();
            }
        } catch (Down e) {
            log.debug("counters of {} wait for the next flush: {}", hash, e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void tell() throws Down {
        if (pending.isEmpty()) {
            pending = tallies.takeDeltas();
            sequence++;
        }
        var deltas = pending;
        long now = line.ask(
                redis -> FLUSH.<Long>run(redis, new String[] {hash, sequenceKey}, arguments(deltas)), line.timeout());
        pending = List.of();
        if (!epoch.isEmpty() && !epoch.equals(Long.toString(now))) {
            startAnew();
        }
        epoch = Long.toString(now);
    }

    private byte[][] arguments(List<Tallies.Delta> deltas) {
        byte[][] arguments = new byte[2 + 2 * deltas.size()][];
        arguments[0] = Script.bytes(epoch);
        arguments[1] = Script.bytes(sequence);
        for (int i = 0; i < deltas.size(); i++) {
            arguments[2 + 2 * i] = Script.bytes(deltas.get(i).field());
            arguments[3 + 2 * i] = Script.bytes(deltas.get(i).count());
        }
        return arguments;
    }

    /// Zeroes the sums for all processes, and this process's own counters in any case.
    public void reset() throws Down {
        lock.lock();
        try {
            startAnew();
            pending = List.of();
            long now = line.ask(
                    redis -> RESET.<Long>run(redis, new String[] {hash}, Script.bytes(System.currentTimeMillis())),
                    line.timeout());
            epoch = Long.toString(now);
        } finally {
            lock.unlock();
        }
    }

    /// The process ends: its number is not needed any more.
    public void forget() {
        try {
            if (line.isUp()) {
                line.ask(redis -> redis.unlink(sequenceKey));
            }
        } catch (Down e) {
            log.debug("{} stays until it expires: {}", sequenceKey, e.getMessage());
        }
    }

    private void startAnew() {
        tallies.reset();
        onReset.run();
    }
}
