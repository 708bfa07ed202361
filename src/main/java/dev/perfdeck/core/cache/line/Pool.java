package dev.perfdeck.core.cache.line;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A few connections for commands that block or belong together (`BLPOP`, `MULTI`), which must never be sent over the
/// shared one. Safe on any thread.
final class Pool {
    private final Supplier<StatefulRedisConnection<String, byte[]>> open;
    private final Semaphore places;
    private final Duration patience;
    private final Queue<StatefulRedisConnection<String, byte[]>> idle = new ConcurrentLinkedQueue<>();

    Pool(int size, Duration patience, Supplier<StatefulRedisConnection<String, byte[]>> open) {
        this.places = new Semaphore(size);
        this.patience = patience;
        this.open = open;
    }

    <T> T with(Function<StatefulRedisConnection<String, byte[]>, T> work) throws Down {
        take();
        @Nullable StatefulRedisConnection<String, byte[]> borrowed = null;
        try {
            borrowed = connection();
            var result = work.apply(borrowed);
            idle.add(borrowed);
            borrowed = null;
            return result;
        } catch (RedisException e) {
            throw new Down(String.valueOf(e.getMessage()), false, e);
        } finally {
            // What failed may be in the middle of something: it is not lent again.
            if (borrowed != null) {
                borrowed.close();
            }
            places.release();
        }
    }

    private void take() throws Down {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Down("every connection of the pool is in use", false, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Down("interrupted", false, e);
        }
    }

    private StatefulRedisConnection<String, byte[]> connection() {
        for (var one = idle.poll(); one != null; one = idle.poll()) {
            if (one.isOpen()) {
                return one;
            }
            one.close();
        }
        return open.get();
    }
}
