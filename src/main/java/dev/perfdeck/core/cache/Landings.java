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

    private final RedisLine line;
    private final String channel;
    private final ConcurrentMap<String, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();
    private @Nullable Ears ears;

    Landings(RedisLine line, String channel) {
        this.line = line;
        this.channel = channel;
    }

    String channel() {
        return channel;
    }

    /// Take it before looking at the key, so that no message falls between.
    CompletableFuture<Boolean> expect(String key) throws Down {
        listen();
        return awaited.computeIfAbsent(key, _ -> new CompletableFuture<>());
    }

    private synchronized void listen() throws Down {
        if (ears == null) {
            ears = line.listen(channel, this::heard);
        }
    }

    private void heard(String key) {
        var waiting = awaited.remove(key);
        if (waiting != null) {
            waiting.complete(true);
        }
    }

    /// Until there is something to look at.
    void await(String key, CompletableFuture<Boolean> landing) throws InterruptedException {
        try {
            landing.get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            awaited.remove(key, landing);
        }
    }

    @Override
    public synchronized void close() {
        if (ears != null) {
            ears.close();
        }
    }
}
