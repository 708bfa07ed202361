package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.Seen.Claimed;
import dev.perfdeck.core.cache.Seen.Found;
import dev.perfdeck.core.cache.Seen.Vacant;
import dev.perfdeck.core.cache.envelope.Envelope;
import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.near.Barriers;
import dev.perfdeck.core.cache.stats.Tally;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Decides who loads. A claim names what lies at the key while the load runs: its own lease, another's, or a stale
/// value. Whatever invalidates the key takes that away, and then the result is not kept. Safe on any thread.
final class Claims {
    private static final int TRIES = 5;

    private final Store store;
    private final Barriers barriers;
    private final Landings landings;
    private final String locks;

    Claims(Store store, Barriers barriers, Landings landings, String locks) {
        this.store = store;
        this.barriers = barriers;
        this.landings = landings;
        this.locks = locks;
    }

    /// @param seen  what the result may replace
    /// @param lease that we hold while the load runs, in the result's place or beside it; `null` for none
    record Claim(long seen, @Nullable Lease lease, long epoch, Map<String, Long> tags) {
        /// Whether the lease lies in the result's own place, where nothing is for others as long as it lies there.
        boolean inPlace() {
            return lease != null && lease.stamp() == seen;
        }
    }

    /// What lies at a key so that others know of us; it goes when it is given up, or is not prolonged.
    record Lease(String key, long stamp) {}

    /// Either the right to store a result, or what somebody else has stored meanwhile, or neither when Redis is down.
    ///
    /// @param sentNanos when the look was sent that found it
    record Outcome(@Nullable Claim claim, @Nullable Found found, long sentNanos) {
        static final Outcome NEITHER = new Outcome(null, null, 0);

        static Outcome of(Claim claim) {
            return new Outcome(claim, null, 0);
        }
    }

    /// Waits for others where the policy says so.
    Outcome claim(String full, CacheKey<?> key, Seen first, Tally tally) throws InterruptedException {
        try {
            return key.policy().fleet() ? waiting(full, key, first, tally) : trying(full, key, first, tally);
        } catch (Down e) {
            return Outcome.NEITHER;
        }
    }

    private Outcome trying(String full, CacheKey<?> key, Seen first, Tally tally) throws Down {
        // What was seen to be loading or stale may have landed meanwhile; an empty place is looked at by claiming it.
        long sent = System.nanoTime();
        var seen = first instanceof Vacant ? first : store.see(full, tally);
        for (int i = 0; i < TRIES; i++) {
            if (seen instanceof Found found && !found.stale()) {
                return new Outcome(null, found, sent);
            }
            var claim = attempt(full, key, seen);
            if (claim != null) {
                return Outcome.of(claim);
            }
            sent = System.nanoTime();
            seen = store.see(full, tally);
        }
        return Outcome.NEITHER;
    }

    private @Nullable Claim attempt(String full, CacheKey<?> key, Seen seen) throws Down {
        long epoch = barriers.epoch();
        var tags = barriers.tokens(key.tags());
        return switch (seen) {
            case Vacant vacant -> lease(full, key, vacant, epoch, tags);
            case Claimed(long stamp) -> new Claim(stamp, null, epoch, tags);
            case Found found -> new Claim(found.stamp(), null, epoch, tags);
        };
    }

    private @Nullable Claim lease(String full, CacheKey<?> key, Vacant seen, long epoch, Map<String, Long> tags)
            throws Down {
        var lease = lay(full, key, seen, epoch);
        return lease == null ? null : new Claim(lease.stamp(), lease, epoch, tags);
    }

    private @Nullable Lease lay(String at, CacheKey<?> key, Vacant seen, long epoch) throws Down {
        long stamp = freshStamp();
        var envelope = Envelope.lease(stamp, System.currentTimeMillis(), epoch);
        return store.claim(at, seen, envelope, key.policy().lease()) ? new Lease(at, stamp) : null;
    }

    private Outcome waiting(String full, CacheKey<?> key, Seen first, Tally tally) throws Down, InterruptedException {
        long sent = System.nanoTime();
        var seen = first;
        while (true) {
            if (seen instanceof Found found && !found.stale()) {
                return new Outcome(null, found, sent);
            }
            var claim = seen instanceof Claimed ? null : exclusively(full, key, seen);
            if (claim != null) {
                return Outcome.of(claim);
            }
            var landing = landings.expect(full);
            try {
                sent = System.nanoTime();
                seen = store.see(full, tally);
                if (seen instanceof Claimed || (seen instanceof Found found && found.stale())) {
                    landings.await(landing);
                    sent = System.nanoTime();
                    seen = store.see(full, tally);
                }
            } finally {
                landings.leave(full, landing);
            }
        }
    }

    private @Nullable Claim exclusively(String full, CacheKey<?> key, Seen seen) throws Down {
        if (!(seen instanceof Found)) {
            return attempt(full, key, seen);
        }
        long epoch = barriers.epoch();
        var lock = lay(locks + key.key(), key, new Vacant(0, false), epoch);
        return lock == null ? null : new Claim(seen.stamp(), lock, epoch, barriers.tokens(key.tags()));
    }

    /// For a refresh that nobody waits for: at once or not at all.
    @Nullable
    Claim refresh(String full, CacheKey<?> key, Found found) throws Down {
        return key.policy().fleet() ? exclusively(full, key, found) : attempt(full, key, found);
    }

    /// Lets others try who wait for a refresh.
    void unlock(Claim claim) {
        var lock = claim.lease();
        if (lock != null && !claim.inPlace()) {
            try {
                var _ = store.release(lock.key(), lock.stamp(), "");
            } catch (Down e) {
                // It ends by itself.
            }
        }
    }

    static long freshStamp() {
        // A lower half of 0 cannot be taken for nothing, which is 0 in both.
        return ThreadLocalRandom.current().nextLong() | 1;
    }
}
