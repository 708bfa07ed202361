package dev.perfdeck.core.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/// A clock that the test turns, second by second.
final class HandClock implements TickClock {
    private final Semaphore beats = new Semaphore(0);
    private volatile long second = Instant.now().getEpochSecond();

    /// Lets one second pass.
    void beat() {
        beats.release();
    }

    @Override
    public Instant now() {
        return Instant.ofEpochSecond(second);
    }

    @Override
    public long nanos() {
        return Duration.ofSeconds(second).toNanos();
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // the sampler's thread alone sleeps
    public void sleep(Duration time) throws InterruptedException {
        beats.acquire();
        second++;
    }
}
