package dev.perfdeck.ui;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/// Turns ticks of the sampler into refreshes of the screen: any number of ticks that arrive before the screen gets to
/// it
/// are one refresh, so a stalled screen never has a queue to work off.
///
/// `tick` is called on the sampler's thread; `refresh` runs on the screen's executor.
public final class Pulse {
    private final Executor screen;
    private final Runnable refresh;
    private final AtomicBoolean asked = new AtomicBoolean();

    public Pulse(Executor screen, Runnable refresh) {
        this.screen = screen;
        this.refresh = refresh;
    }

    public void tick() {
        if (asked.compareAndSet(false, true)) {
            screen.execute(() -> {
                asked.set(false);
                refresh.run();
            });
        }
    }
}
