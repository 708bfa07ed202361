package dev.perfdeck.core.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.core.cache.RedisLine.Down;
import dev.perfdeck.model.CacheFigures;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A cache in Redis with JSON values. Keys and patterns are relative to the namespace. No call throws because of
/// Redis: while it is slow or down a read is a miss, a write does nothing, and the service heals by itself. The calls
/// block, at most for the command timeout, and are meant for virtual threads. Safe on any thread.
public final class CacheService implements AutoCloseable {
    private static final int SCAN_COUNT = 1000;

    private final CacheOptions options;
    private final ObjectMapper json;
    private final RedisLine line;
    private final Counters counters = new Counters();
    private final CounterFlush flush;
    private final SingleFlight flights = new SingleFlight();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread upkeep;

    /// Connects at once if Redis answers, else keeps trying in the background.
    public CacheService(CacheOptions options, ObjectMapper json) {
        this.options = options;
        this.json = json;
        line = new RedisLine(options);
        flush = new CounterFlush(line, counters, CounterFlush.hashOf(options.namespace()));
        line.connectIfNeeded();
        flush.flush();
        upkeep = Thread.ofVirtual().name("cache " + options.namespace()).start(this::keepUp);
    }

    /// The cached value, or what `loader` gives, which is then cached. One load per key at a time in this process; the
    /// waiting get the same value. A `null` is handed on but not cached.
    ///
    /// @throws Exception what `loader` throws, and nothing else
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getOrLoad(
            String key, Class<T> type, ResourcePolicy policy, Callable<? extends @Nullable T> loader) throws Exception {
        var cached = get(key, type);
        return cached.isPresent()
                ? cached.get()
                : (T) flights.load(key, loader, value -> put(key, value, policy.ttl()));
    }

    /// A value that cannot be read as `type` counts as an error and a miss.
    public <T> Optional<T> get(String key, Class<T> type) {
        var value = parse(fetch(key), type);
        counters.count(value.isPresent() ? Counter.HITS : Counter.MISSES, 1);
        return value;
    }

    /// @return whether Redis took it
    public boolean set(String key, Object value, Duration ttl) {
        flights.forget(key);
        return put(key, value, ttl);
    }

    /// @return whether the key was there
    public boolean delete(String key) {
        flights.forget(key);
        try {
            long deleted = line.ask(redis -> redis.unlink(full(key)));
            counters.count(Counter.DELETES, deleted);
            return deleted > 0;
        } catch (Down e) {
            counters.count(Counter.ERRORS, 1);
            return false;
        }
    }

    public boolean exists(String key) {
        try {
            return line.ask(redis -> redis.exists(full(key))) > 0;
        } catch (Down e) {
            counters.count(Counter.ERRORS, 1);
            return false;
        }
    }

    /// Deletes every key that matches the glob pattern, in small steps that do not hold up other clients.
    ///
    /// @return how many there were; a pattern that is empty or a broken line deletes nothing more
    public long invalidate(String pattern) {
        if (pattern.isEmpty()) {
            return 0;
        }
        flights.forgetAll();
        long deleted = 0;
        try {
            var cursor = line.ask(redis -> redis.scan(matching(pattern)));
            deleted += unlink(cursor);
            while (!cursor.isFinished()) {
                var from = cursor;
                cursor = line.ask(redis -> redis.scan(from, matching(pattern)));
                deleted += unlink(cursor);
            }
        } catch (Down e) {
            counters.count(Counter.ERRORS, 1);
        }
        counters.count(Counter.DELETES, deleted);
        return deleted;
    }

    public long invalidate(ResourcePolicy policy) {
        return invalidate(policy.invalidation());
    }

    public boolean isConnected() {
        return line.isConnected();
    }

    /// Of this process, since the last reset by any process of the namespace.
    public CacheFigures figures() {
        return new CacheFigures(
                counters.value(Counter.HITS),
                counters.value(Counter.MISSES),
                counters.value(Counter.SETS),
                counters.value(Counter.DELETES),
                isConnected());
    }

    /// Calls that Redis did not answer or whose value could not be read, since the last reset.
    public long errors() {
        return counters.value(Counter.ERRORS);
    }

    /// Zeroes the counters of the whole namespace; while Redis is down, only those of this process.
    public void resetStatistics() {
        try {
            flush.reset();
        } catch (Down e) {
            counters.count(Counter.ERRORS, 1);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        joinUpkeep();
        flush.flush();
        line.close();
    }

    private void keepUp() {
        try {
            while (!closed.await(options.flushEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                line.connectIfNeeded();
                flush.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void joinUpkeep() {
        try {
            upkeep.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable String fetch(String key) {
        try {
            return line.<@Nullable String>ask(redis -> redis.get(full(key)));
        } catch (Down e) {
            counters.count(Counter.ERRORS, 1);
            return null;
        }
    }

    private <T> Optional<T> parse(@Nullable String text, Class<T> type) {
        try {
            return text == null ? Optional.empty() : Optional.ofNullable(json.readValue(text, type));
        } catch (JsonProcessingException e) {
            counters.count(Counter.ERRORS, 1);
            return Optional.empty();
        }
    }

    private boolean put(String key, Object value, Duration ttl) {
        try {
            var text = json.writeValueAsString(value);
            line.ask(redis -> redis.set(full(key), text, SetArgs.Builder.px(ttl)));
            counters.count(Counter.SETS, 1);
            return true;
        } catch (JsonProcessingException | Down e) {
            counters.count(Counter.ERRORS, 1);
            return false;
        }
    }

    private long unlink(KeyScanCursor<String> cursor) throws Down {
        // The counters live under the namespace too; they are no cached value.
        var keys = cursor.getKeys().stream()
                .filter(key -> !key.equals(CounterFlush.hashOf(options.namespace())))
                .toArray(String[]::new);
        return keys.length == 0 ? 0 : line.ask(redis -> redis.unlink(keys));
    }

    private ScanArgs matching(String pattern) {
        return ScanArgs.Builder.matches(full(pattern)).limit(SCAN_COUNT);
    }

    private String full(String key) {
        return options.namespace() + ":" + key;
    }
}
