package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.Claims.Claim;
import dev.perfdeck.core.cache.Seen.Found;
import dev.perfdeck.core.cache.envelope.Envelope;
import dev.perfdeck.core.cache.envelope.Envelope.Kind;
import dev.perfdeck.core.cache.envelope.EnvelopeFormat.Malformed;
import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.near.Coherence;
import dev.perfdeck.core.cache.near.NearCache;
import dev.perfdeck.core.cache.stats.Counter;
import dev.perfdeck.core.cache.stats.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Values to envelopes and back, and their way to Redis, for which no caller waits. Safe on any thread.
final class Writing {
    private static final byte[] NOTHING = {};
    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(0L);

    private final Store store;
    private final Codec codec;
    private final NearCache near;
    private final Coherence coherence;
    private final String channel;
    private final AtomicInteger underWay = new AtomicInteger();

    Writing(Store store, Codec codec, NearCache near, Coherence coherence, String channel) {
        this.store = store;
        this.codec = codec;
        this.near = near;
        this.coherence = coherence;
        this.channel = channel;
    }

    /// A value or `null`, or nothing that could be read.
    record Decoded(boolean readable, @Nullable Object value) {
        static final Decoded NOT = new Decoded(false, null);
    }

    Decoded decode(Found found, CacheKey<?> key, Tally tally) {
        if (found.envelope().kind() == Kind.NULL) {
            return new Decoded(true, null);
        }
        try {
            var value = codec.read(found.envelope().payload(), key.type());
            return new Decoded(value != null, value);
        } catch (IOException | RuntimeException e) {
            tally.count(Counter.ERRORS);
            return Decoded.NOT;
        }
    }

    /// Remembers what was read, where the policy says so.
    void remember(String full, CacheKey<?> key, Envelope envelope, @Nullable Object value, Look look, Tally tally) {
        var policy = key.policy();
        if (!policy.near().isZero()) {
            long now = System.currentTimeMillis();
            // Near its end Redis is asked, so that early refresh has its chance.
            long early = (long) (8 * policy.early() * envelope.loadMicros() / 1000);
            long until = Math.min(now + policy.near().toMillis(), envelope.soft() - early);
            var held = new NearCache.Held(
                    key.type(), value, until, look.generation(), envelope.epoch(), envelope.tags(), tally);
            near.fill(key.key(), full, held, look.mark());
        }
    }

    /// Sends what was loaded; it is kept unless what the claim names is gone.
    ///
    /// @return done when that is decided
    CompletableFuture<?> land(
            String full,
            CacheKey<?> key,
            Claim claim,
            @Nullable Object value,
            long created,
            long loadNanos,
            Tally tally) {
        if (value == null && key.policy().negativeTtl().isZero()) {
            giveUp(full, key, claim, true);
            return DONE;
        }
        var look = new Look(null, 0, coherence.mark(full), coherence.generation());
        try {
            var envelope = envelope(key, value, created, loadNanos, claim.epoch(), claim.tags());
            var answer = store.land(full, claim.seen(), envelope, left(envelope), channelOf(key));
            whenDone(answer, tally, landed -> {
                if (landed == 1) {
                    tally.count(Counter.SETS);
                    remember(full, key, envelope, value, look, tally);
                }
            });
            return answer;
        } catch (IOException | Malformed | RuntimeException e) {
            tally.count(Counter.ERRORS);
            giveUp(full, key, claim, true);
        } catch (Down e) {
            tally.count(Counter.ERRORS);
        }
        return DONE;
    }

    /// The load failed: others need not wait for it; a stale value stays.
    void giveUp(String full, CacheKey<?> key, Claim claim) {
        giveUp(full, key, claim, claim.inPlace());
    }

    private void giveUp(String full, CacheKey<?> key, Claim claim, boolean remove) {
        try {
            if (remove) {
                track(store.release(full, claim.seen(), channelOf(key)), _ -> {});
            }
        } catch (Down e) {
            // The lease ends by itself.
        }
    }

    /// Puts a value whatever is there.
    Future<String> put(String full, CacheKey<?> key, Object value, long epoch, Map<String, Long> tags)
            throws Down, Malformed, IOException {
        var envelope = envelope(key, value, System.currentTimeMillis(), 0, epoch, tags);
        return store.put(full, envelope, left(envelope));
    }

    private Envelope envelope(
            CacheKey<?> key, @Nullable Object value, long created, long loadNanos, long epoch, Map<String, Long> tags)
            throws IOException {
        var policy = key.policy();
        var ttl = value == null ? policy.negativeTtl() : policy.ttl();
        double shorter = policy.jitter() * ThreadLocalRandom.current().nextDouble();
        long soft = System.currentTimeMillis() + Math.max(1, (long) (ttl.toMillis() * (1 - shorter)));
        long hard = soft + (value == null ? 0 : policy.staleFor().toMillis());
        return new Envelope(
                value == null ? Kind.NULL : Kind.VALUE,
                Claims.freshStamp(),
                created,
                soft,
                hard,
                (int) Math.min(Integer.MAX_VALUE, loadNanos / 1000),
                epoch,
                tags,
                value == null ? NOTHING : codec.write(value, key.type()));
    }

    private static Duration left(Envelope envelope) {
        return Duration.ofMillis(Math.max(1, envelope.hard() - System.currentTimeMillis()));
    }

    private String channelOf(CacheKey<?> key) {
        return key.policy().fleet() ? channel : "";
    }

    private void whenDone(CompletableFuture<Long> answer, Tally tally, Consumer<Long> then) {
        track(answer, landed -> {
            if (landed == null) {
                tally.count(Counter.ERRORS);
            } else {
                then.accept(landed);
            }
        });
    }

    /// @param then gets `null` when there was no answer
    private void track(CompletableFuture<Long> answer, Consumer<@Nullable Long> then) {
        underWay.incrementAndGet();
        var _ = answer.whenComplete((landed, _) -> {
            try {
                then.accept(landed);
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    /// Nothing sent is without an answer.
    boolean quiet() {
        return underWay.get() == 0;
    }
}
