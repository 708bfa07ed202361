package dev.perfdeck.core.monitor;

import java.time.Duration;
import java.time.Instant;

/// The sampler's two clocks: the wall's, which names the seconds and may jump, and a monotonic one, which measures
/// intervals. A second implementation drives the sampler in tests; it must not return from [#sleep] before its own
/// `now` has moved.
interface TickClock {
    TickClock SYSTEM = new TickClock() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    };

    Instant now();

    long nanos();

    void sleep(Duration time) throws InterruptedException;
}
