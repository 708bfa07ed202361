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
    private volatile CompletableFuture<?> storing = CompletableFuture.completedFuture(null);

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
                && !old()
                && (!begun
                        || look.down()
                        || begunNanos - look.sentNanos() >= 0
                        || (claim != 0 && claim == look.stamp()));
    }

    /// How long a result is good for those who come while it is on its way to Redis.
    private static final long GOOD_NANOS = 1_000_000_000;

    private volatile long landedNanos;

    /// Whether it has landed so long ago that a new caller had better load anew.
    private boolean old() {
        return landing.isDone() && System.nanoTime() - landedNanos > GOOD_NANOS;
    }

    void landed(@Nullable Object value) {
        landedNanos = System.nanoTime();
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

    /// The result is on its way.
    void storing(CompletableFuture<?> answer) {
        storing = answer;
    }

    /// Done when Redis has the result, or never will.
    CompletableFuture<?> stored() {
        return storing;
    }

    boolean isDone() {
        return landing.isDone();
    }
}
