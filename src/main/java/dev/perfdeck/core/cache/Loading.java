package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.Claims.Claim;
import dev.perfdeck.core.cache.Seen.Found;
import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.near.Barriers;
import dev.perfdeck.core.cache.stats.Counter;
import dev.perfdeck.core.cache.stats.Tally;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets what is not cached: one load per key at a time in this process, in the fleet where the policy says so. Safe on
/// any thread; blocks while others or the loader work.
final class Loading {
    private static final Logger log = LoggerFactory.getLogger(Loading.class);

    private final Claims claims;
    private final Barriers barriers;
    private final Writing writing;
    private final Leases leases;
    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

    Loading(Claims claims, Barriers barriers, Writing writing, Leases leases) {
        this.claims = claims;
        this.barriers = barriers;
        this.writing = writing;
        this.leases = leases;
    }

    /// What is being loaded for the key may be stale already: it goes to those who wait for it, to nobody else.
    void forget(String full) {
        flights.remove(full);
    }

    void forgetAll() {
        flights.clear();
    }

    private boolean unbarred(Claim claim) {
        try {
            return barriers.current(claim.epoch(), claim.tags());
        } catch (Down e) {
            return false;
        }
    }

    /// @throws Exception what the loader throws, and nothing else
    @Nullable
    Object load(String full, CacheKey<?> key, Look look, Callable<?> loader, Tally tally) throws Exception {
        while (true) {
            var own = new Flight(key, this::unbarred);
            var other = flights.putIfAbsent(full, own);
            if (other == null || (!other.serves(look, key) && flights.replace(full, other, own))) {
                return lead(own, full, key, look, loader, tally);
            }
            boolean begun = other.begun();
            if (other.serves(look, key)) {
                try {
                    var landed = other.join();
                    if (begun || other.after(look)) {
                        return landed;
                    }
                } catch (InterruptedException | CancellationException e) {
                    // Its caller gave up, which is no answer to this one.
                    if (Thread.interrupted() || !other.isDone()) {
                        throw e;
                    }
                }
            }
        }
    }

    private @Nullable Object lead(Flight own, String full, CacheKey<?> key, Look look, Callable<?> loader, Tally tally)
            throws Exception {
        try {
            var value = lead(full, key, look, own, loader, tally);
            own.landed(value);
            return value;
        } catch (Throwable t) {
            own.failed(t);
            throw t;
        } finally {
            clear(full, own);
        }
    }

    /// Who comes before the result is in Redis shall find it here.
    private void clear(String full, Flight own) {
        var _ = own.stored().whenComplete((_, _) -> flights.remove(full, own));
    }

    private @Nullable Object lead(String full, CacheKey<?> key, Look look, Flight own, Callable<?> loader, Tally tally)
            throws Exception {
        var outcome = look.seen() == null ? Claims.Outcome.NEITHER : claims.claim(full, key, look.seen(), tally);
        if (outcome.found() != null) {
            var landed = writing.decode(outcome.found(), key, tally);
            if (landed.readable()) {
                own.found(outcome.sentNanos());
                return landed.value();
            }
        }
        var claim = outcome.claim();
        own.begin(claim);
        try {
            return run(own, full, key, claim, loader, tally);
        } catch (Exception e) {
            return stale(key, look, e, tally);
        }
    }

    private @Nullable Object run(
            Flight own, String full, CacheKey<?> key, @Nullable Claim claim, Callable<?> loader, Tally tally)
            throws Exception {
        long created = System.currentTimeMillis();
        long begun = System.nanoTime();
        boolean done = false;
        var lease = claim == null ? null : claim.lease();
        if (lease != null) {
            leases.began(lease, key.policy().lease());
        }
        try {
            tally.count(Counter.LOADS);
            var value = loader.call();
            done = true;
            if (claim != null) {
                own.storing(writing.land(full, key, claim, value, created, System.nanoTime() - begun, tally));
            }
            return value;
        } finally {
            if (lease != null) {
                leases.ended(lease);
            }
            if (claim != null) {
                if (!done) {
                    writing.giveUp(full, key, claim);
                }
                claims.unlock(claim);
            }
        }
    }

    private @Nullable Object stale(CacheKey<?> key, Look look, Exception e, Tally tally) throws Exception {
        var stale = look.stale();
        if (stale == null || e instanceof InterruptedException) {
            throw e;
        }
        var old = writing.decode(stale, key, tally);
        if (!old.readable()) {
            throw e;
        }
        tally.count(Counter.STALE);
        log.debug("{} could not be loaded, what it was is served on", key.key(), e);
        return old.value();
    }

    /// XFetch (Vattani, Chierichetti, Lowenstein, VLDB 2015): the nearer the end and the longer the load, the likelier
    /// a hit starts a load that nobody waits for.
    void refreshEarly(String full, CacheKey<?> key, Look look, Found found, Callable<?> loader, Tally tally) {
        if (due(found, key.policy().early(), System.currentTimeMillis())) {
            var own = new Flight(key, this::unbarred);
            if (flights.putIfAbsent(full, own) == null) {
                Thread.ofVirtual()
                        .name("cache refresh")
                        .start(() -> refresh(own, full, key, look, found, loader, tally));
            }
        }
    }

    static boolean due(Found found, double beta, long now) {
        double loadMillis = found.envelope().loadMicros() / 1000.0;
        double ahead =
                -loadMillis * beta * Math.log(1 - ThreadLocalRandom.current().nextDouble());
        return beta > 0 && now + ahead >= found.envelope().soft();
    }

    private void refresh(
            Flight own, String full, CacheKey<?> key, Look look, Found found, Callable<?> loader, Tally tally) {
        try {
            var claim = claims.refresh(full, key, found);
            if (claim == null) {
                own.found(look.sentNanos());
                own.landed(writing.decode(found, key, tally).value());
                return;
            }
            own.begin(claim);
            tally.count(Counter.REFRESHES);
            own.landed(run(own, full, key, claim, loader, tally));
        } catch (Throwable t) {
            // Nobody waits for it; the value at hand is good until its time, and the next hit tries again.
            log.debug("{} could not be refreshed", key.key(), t);
            own.failed(t);
        } finally {
            clear(full, own);
        }
    }
}
