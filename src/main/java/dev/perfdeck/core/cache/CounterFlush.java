package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.RedisLine.Down;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Adds this process's counters to the namespace's shared hash, and notices when another process has reset it.
final class CounterFlush {
    private static final Logger log = LoggerFactory.getLogger(CounterFlush.class);
    static final String EPOCH = "epoch";
    private static final long UNKNOWN = -1;

    private final RedisLine line;
    private final Counters counters;
    private final String hash;
    private final ReentrantLock lock = new ReentrantLock();
    private long epoch = UNKNOWN;

    CounterFlush(RedisLine line, Counters counters, String hash) {
        this.line = line;
        this.counters = counters;
        this.hash = hash;
    }

    /// Where a namespace keeps its counters.
    static String hashOf(String namespace) {
        return namespace + ":$stats";
    }

    /// Never throws: what could not be told now is told next time.
    void flush() {
        lock.lock();
        try {
            if (line.isConnected()) {
                noticeReset(currentEpoch());
                tell();
            }
        } catch (Down e) {
            log.debug("counters of {} wait for the next flush: {}", hash, e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /// Drops what is not told yet and starts both the shared and the own counters at zero.
    void reset() throws Down {
        lock.lock();
        try {
            counters.dropDeltas();
            counters.rebase();
            line.ask(redis -> redis.hset(hash, CacheStatistics.ZEROES));
            epoch = line.ask(redis -> redis.hincrby(hash, EPOCH, 1));
        } finally {
            lock.unlock();
        }
    }

    /// An increment by 0 reads the field without moving the server's own hit and miss counters, as HGET would.
    private long currentEpoch() throws Down {
        return line.ask(redis -> redis.hincrby(hash, EPOCH, 0));
    }

    private void noticeReset(long current) {
        if (epoch != UNKNOWN && current != epoch) {
            counters.dropDeltas();
            counters.rebase();
        }
        epoch = current;
    }

    private void tell() {
        for (var counter : Counter.values()) {
            long delta = counters.takeDelta(counter);
            if (delta != 0) {
                tell(counter, delta);
            }
        }
    }

    private void tell(Counter counter, long delta) {
        try {
            line.ask(redis -> redis.hincrby(hash, counter.field(), delta));
        } catch (Down e) {
            counters.giveBack(counter, delta);
        }
    }
}
