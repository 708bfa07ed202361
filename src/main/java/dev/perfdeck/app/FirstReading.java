package dev.perfdeck.app;

import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.model.Verdict;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits until a new session has something to say. Looks at each tick; a target that has no traffic stays unknown, so
/// after [#PATIENCE] ticks with every source heard it waits no longer; nor for a target whose source is not configured;
/// nor when a person must be asked for a password.
final class FirstReading {
    private static final int PATIENCE = 8;

    private final Session session;
    private final CountDownLatch ready = new CountDownLatch(1);
    private int ticksHeard;

    FirstReading(Session session) {
        this.session = session;
    }

    void look() {
        if (session.heard() && (known() || session.passwordWanted() || ++ticksHeard >= PATIENCE)) {
            ready.countDown();
        }
    }

    private boolean known() {
        var status = session.status();
        return (status.api() != Verdict.UNKNOWN || absent(Source.ENDPOINTS))
                && (status.cache() != Verdict.UNKNOWN || absent(Source.REDIS));
    }

    private boolean absent(Source source) {
        return session.health().stream().anyMatch(health -> health.source() == source && health.lamp() == Lamp.ABSENT);
    }

    boolean await(Duration atMost) throws InterruptedException {
        return ready.await(atMost.toMillis(), TimeUnit.MILLISECONDS) || session.heard();
    }
}
