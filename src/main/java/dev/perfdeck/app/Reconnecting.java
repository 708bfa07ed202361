package dev.perfdeck.app;

import dev.perfdeck.core.monitor.Monitor;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth;
import java.time.Duration;

/// Makes the lines ask again at once, and waits until one source has answered. Blocks, at most for [#PATIENCE].
final class Reconnecting {
    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Reconnecting() {}

    static void on(Monitor monitor, Source source) {
        monitor.reconnect();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (monitor.health(source).lamp() == SourceHealth.Lamp.DOWN && System.nanoTime() - deadline < 0) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
