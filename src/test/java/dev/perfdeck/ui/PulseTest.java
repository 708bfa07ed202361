package dev.perfdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PulseTest {
    @Test
    void manyTicksBeforeTheScreenGetsThereAreOneRefresh() {
        var queue = new ArrayDeque<Runnable>();
        var refreshes = new AtomicInteger();
        var pulse = new Pulse(queue::add, refreshes::incrementAndGet);
        for (int i = 0; i < 1000; i++) {
            pulse.tick();
        }
        assertThat(queue).hasSize(1);
        queue.remove().run();
        pulse.tick();
        queue.remove().run();
        assertThat(refreshes).hasValue(2);
    }
}
