package dev.perfdeck.app;

import dev.perfdeck.model.Targets;

/// The targets that hold now: the configuration's, until somebody changes one for this session. Safe on any thread.
final class LiveTargets {
    private volatile Targets now;

    LiveTargets(Targets configured) {
        this.now = configured;
    }

    Targets now() {
        return now;
    }

    synchronized void cacheHitRatePercent(double percent) {
        now = new Targets(now.apiP95Millis(), percent, now.slowQueryMillis());
    }
}
