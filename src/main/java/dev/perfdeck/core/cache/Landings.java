package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.line.Ears;
import dev.perfdeck.core.cache.line.RedisLine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Waiting for loads of other processes: one subscription for all keys, which begins with the first wait. A message may
/// be missed, so nobody waits for long before looking again. Safe on any thread.
final class Landings implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /// What some wait for together; counted within the map's own lock.
    static final class Landing {
        private final CompletableFuture<Boolean> told = new CompletableFuture<>();
        private int waiting;

        private Landing joined() {
            waiting++;
            return this;
        }

        private boolean left() {
            return --waiting == 0;
        }
    }

    private final RedisLine line;
    private final String channel;
    private final ConcurrentMap<String, Landing> awaited = new ConcurrentHashMap<>();
    private @Nullable Ears ears;

    Landings(RedisLine line, String channel) {
        this.line = line;
        this.channel = channel;
    }

    String channel() {
        return channel;
    }

    /// Take it before looking at the key, so that no message falls between; and [#leave] it in the end.
    Landing expect(String key) throws Down {
        listen();
        return awaited.compute(key, (_, known) -> (known == null ? new Landing() : known).joined());
    }

    void leave(String key, Landing landing) {
        awaited.computeIfPresent(key, (_, known) -> known.equals(landing) && known.left() ? null : known);
    }

    private synchronized void listen() throws Down {
        if (ears == null) {
            ears = line.listen(channel, this::heard);
        }
    }

    private void heard(String key) {
        var waiting = awaited.remove(key);
        if (waiting != null) {
            waiting.told.complete(true);
        }
    }

    /// Until there may be something to look at.
    void await(Landing landing) throws InterruptedException {
        try {
            landing.told.get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Then it is time to look.
        }
    }

    @Override
    public synchronized void close() {
        if (ears != null) {
            ears.close();
        }
    }
}
