package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.Claims.Lease;
import dev.perfdeck.core.cache.line.Down;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Prolongs the leases of loads that take long, so that a lease can be short and a dead process blocks nobody for long.
final class Leases {
    private static final int AT_MOST = 10;

    private static final class Running {
        final Duration life;
        long renewedNanos = System.nanoTime();
        int times;

        Running(Duration life) {
            this.life = life;
        }
    }

    private final Store store;
    private final ConcurrentMap<Lease, Running> running = new ConcurrentHashMap<>();

    Leases(Store store) {
        this.store = store;
    }

    void began(Lease lease, Duration life) {
        running.put(lease, new Running(life));
    }

    void ended(Lease lease) {
        running.remove(lease);
    }

    /// Call it several times per lease; on one thread.
    void renew() {
        long now = System.nanoTime();
        running.forEach((lease, held) -> {
            if (held.times < AT_MOST && now - held.renewedNanos > held.life.toNanos() / 3) {
                held.renewedNanos = now;
                held.times++;
                renew(lease, held);
            }
        });
    }

    private void renew(Lease lease, Running held) {
        try {
            var _ = store.renew(lease.key(), lease.stamp(), held.life);
        } catch (Down e) {
            // It lapses, the result is not kept, and the next caller loads again.
            running.remove(lease);
        }
    }
}
