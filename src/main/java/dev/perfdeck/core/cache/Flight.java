package dev.perfdeck.core.cache;

import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// One load under way in this process, for which others wait without holding anything.
final class Flight {
    private final Type type;
    private final CompletableFuture<@Nullable Object> landing = new CompletableFuture<>();
    private volatile long claim;
    private volatile long begunNanos;
    private volatile boolean begun;

    Flight(Type type) {
        this.type = type;
    }

    /// The load begins now, for whoever finds `stamp` at the key.
    void begin(long stamp) {
        claim = stamp;
        begunNanos = System.nanoTime();
        begun = true;
    }

    /// Whether what will land is at least as new as a caller may expect who looked and found `seen`: then the load
    /// began
    /// after the look, or the very thing that the load claimed was still there, so nobody had invalidated it.
    boolean serves(Look look, Type wanted) {
        return type.equals(wanted)
                && (!begun
                        || look.down()
                        || begunNanos - look.sentNanos() >= 0
                        || (claim != 0 && claim == look.stamp()));
    }

    void landed(@Nullable Object value) {
        landing.complete(value);
    }

    void failed(Throwable error) {
        landing.completeExceptionally(error);
    }

    /// @throws Exception what the loader threw
    @Nullable
    Object join() throws Exception {
        try {
            return landing.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    boolean isDone() {
        return landing.isDone();
    }
}
