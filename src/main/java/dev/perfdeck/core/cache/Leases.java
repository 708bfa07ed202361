package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.line.Down;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Prolongs the leases of loads that take long, so that a lease can be short and a dead process blocks nobody for long.
final class Leases {
    private static final int AT_MOST = 10;

    private static final class Running {
        final long stamp;
        final Duration life;
        long renewedNanos = System.nanoTime();
        int times;

        Running(long stamp, Duration life) {
            this.stamp = stamp;
            this.life = life;
        }
    }

    private final Store store;
    private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();

    Leases(Store store) {
        this.store = store;
    }

    void began(String key, long stamp, Duration life) {
        running.put(key, new Running(stamp, life));
    }

    void ended(String key) {
        running.remove(key);
    }

    /// Call it several times per lease; on one thread.
    void renew() {
        long now = System.nanoTime();
        running.forEach((key, lease) -> {
            if (lease.times < AT_MOST && now - lease.renewedNanos > lease.life.toNanos() / 3) {
                lease.renewedNanos = now;
                lease.times++;
                renew(key, lease);
            }
        });
    }

    private void renew(String key, Running lease) {
        try {
            var _ = store.renew(key, lease.stamp, lease.life);
        } catch (Down e) {
            // The lease lapses, the result is not kept, and the next caller loads again.
            running.remove(key, lease);
        }
    }
}
