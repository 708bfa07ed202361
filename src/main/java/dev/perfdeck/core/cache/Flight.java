package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.Claims.Claim;
import dev.perfdeck.core.cache.Seen.Vacant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One load under way in this process, for which others wait without holding anything.
final class Flight {
    private final CacheKey<?> key;
    private final Predicate<Claim> unbarred;
    private final CompletableFuture<@Nullable Object> landing = new CompletableFuture<>();
    private volatile @Nullable Source source;
    private volatile CompletableFuture<?> storing = CompletableFuture.completedFuture(null);

    /// @param unbarred whether no barrier was raised since the claim
    Flight(CacheKey<?> key, Predicate<Claim> unbarred) {
        this.key = key;
        this.unbarred = unbarred;
    }

    /// What will land is at least as new as `nanos`.
    ///
    /// @param claim of the load; `null` when it has none, or when no load was needed
    private record Source(long nanos, @Nullable Claim claim) {}

    /// The load begins now.
    void begin(@Nullable Claim claim) {
        source = new Source(System.nanoTime(), claim);
    }

    /// No load is needed: a look that was sent at `sentNanos` found what somebody else had stored.
    void found(long sentNanos) {
        source = new Source(sentNanos, null);
    }

    /// Whether it is known how new the result will be.
    boolean begun() {
        return source != null;
    }

    /// Whether a caller who looked may wait for it. Before [#begun()] it may; ask [#after(Look)] when it has landed.
    boolean serves(Look look, CacheKey<?> wanted) {
        return !old() && key.type().equals(wanted.type()) && key.tags().equals(wanted.tags()) && after(look);
    }

    /// Whether the result is at least as new as a caller may expect who looked: then the load began after the look, or
    /// the very thing that the load claimed was still there and behind no barrier, so nobody had invalidated it.
    boolean after(Look look) {
        var from = source;
        return from == null
                || look.down()
                || from.nanos() - look.sentNanos() >= 0
                || (from.claim() != null && stands(from.claim(), look));
    }

    private boolean stands(Claim claim, Look look) {
        return !(look.seen() instanceof Vacant) && claim.seen() == look.stamp() && unbarred.test(claim);
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
