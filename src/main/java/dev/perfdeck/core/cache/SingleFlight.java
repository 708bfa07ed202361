package dev.perfdeck.core.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One load per key at a time in this process: the first caller loads, the others get its result or its exception.
/// Waiters hold no lock.
final class SingleFlight {
    private final ConcurrentMap<String, CompletableFuture<@Nullable Object>> flights = new ConcurrentHashMap<>();

    /// @param landed gets the loaded value, on the loading thread, unless the key was forgotten meanwhile
    @Nullable
    Object load(String key, Callable<? extends @Nullable Object> loader, Consumer<Object> landed) throws Exception {
        var own = new CompletableFuture<@Nullable Object>();
        var other = flights.putIfAbsent(key, own);
        return other == null ? fly(key, own, loader, landed) : join(other);
    }

    /// What is being loaded for the key may be stale already: its result goes to those who wait for it, not to the
    /// cache.
    void forget(String key) {
        flights.remove(key);
    }

    void forgetAll() {
        flights.clear();
    }

    private @Nullable Object fly(
            String key,
            CompletableFuture<@Nullable Object> own,
            Callable<? extends @Nullable Object> loader,
            Consumer<Object> landed)
            throws Exception {
        try {
            var value = loader.call();
            if (value != null && flights.replace(key, own, own)) {
                landed.accept(value);
            }
            own.complete(value);
            return value;
        } catch (Throwable t) {
            own.completeExceptionally(t);
            throw t;
        } finally {
            flights.remove(key, own);
        }
    }

    private static @Nullable Object join(CompletableFuture<@Nullable Object> other) throws Exception {
        try {
            return other.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
