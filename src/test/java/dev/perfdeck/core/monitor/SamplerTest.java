package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.support.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private final List<Long> seconds = Collections.synchronizedList(new ArrayList<>());

    /// Time passes only while the sampler sleeps; each sleep may be made to last longer or to jump the wall's clock.
    private static final class Driven implements TickClock {
        private final List<LongConsumer> script;
        private final CountDownLatch done = new CountDownLatch(1);
        private long wallMillis = 1_000_500;
        private long nanos;
        private int sleeps;

        Driven(LongConsumer... script) {
            this.script = List.of(script);
        }

        @Override
        public synchronized Instant now() {
            return Instant.ofEpochMilli(wallMillis);
        }

        @Override
        public synchronized long nanos() {
            return nanos;
        }

        synchronized void pass(long millis) {
            wallMillis += millis;
            nanos += millis * 1_000_000;
        }

        synchronized void jump(long millis) {
            wallMillis += millis;
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            if (sleeps >= script.size()) {
                done.countDown();
                Thread.sleep(Duration.ofMinutes(1));
            }
            script.get(sleeps++).accept(time.toMillis());
        }
    }

    @Test
    void beatsOnWholeSecondsAndSkipsWhatItMissed() throws Exception {
        var box = new Driven[1];
        LongConsumer normal = millis -> box[0].pass(millis);
        box[0] = new Driven(normal, normal, millis -> box[0].pass(millis + 60_000), normal);
        try (var sampler = run(box[0])) {
            assertThat(seconds).containsExactly(1_001L, 1_002L, 1_063L, 1_064L);
            assertThat(sampler.missed()).isEqualTo(60);
        }
    }

    @Test
    void aJumpOfTheWallClockCausesNoBurstAndNoMissedTicks() throws Exception {
        var box = new Driven[1];
        LongConsumer normal = millis -> box[0].pass(millis);
        LongConsumer forth = millis -> {
            box[0].pass(millis);
            box[0].jump(3_600_000);
        };
        LongConsumer back = millis -> {
            box[0].pass(millis);
            box[0].jump(-7_200_000);
        };
        box[0] = new Driven(normal, forth, normal, back, normal);
        try (var sampler = run(box[0])) {
            assertThat(seconds).containsExactly(1_001L, 4_602L, 4_603L, -2_596L, -2_595L);
            assertThat(sampler.missed()).isZero();
        }
    }

    @Test
    void aListenerThatBreaksIsCountedAndTheBeatGoesOn() throws Exception {
        var box = new Driven[1];
        LongConsumer normal = millis -> box[0].pass(millis);
        box[0] = new Driven(normal, normal);
        var sampler = new Sampler("test", box[0]);
        sampler.onBeat(_ -> {
            throw new AssertionError("on purpose");
        });
        try (sampler) {
            sampler.start();
            box[0].done.await();
            assertThat(sampler.errors()).isEqualTo(2);
        }
    }

    @Test
    void anErrorInAProbeTurnsItsLampAndIsSurvived() throws Exception {
        var broken = new boolean[] {true};
        var line = line(() -> {
            if (broken[0]) {
                throw new StackOverflowError("on purpose");
            }
            return good();
        });
        line.tick(new Tick(1, 0, 0));
        Until.until("the lamp is red", () -> line.health().lamp() == Lamp.DOWN);
        assertThat(line.errors()).isEqualTo(1);
        broken[0] = false;
        line.tick(new Tick(2, System.nanoTime(), 1));
        Until.until("the lamp is green", () -> line.health().lamp() == Lamp.UP);
    }

    @Test
    void aProbeThatHangsIsSkippedThenCut() throws Exception {
        var released = new CountDownLatch(1);
        var line = line(() -> {
            released.await();
            throw new FaultException(new Fault.Internal("closed", ""));
        });
        line.tick(new Tick(1, 0, 0));
        line.tick(new Tick(2, Duration.ofSeconds(1).toNanos(), 1));
        assertThat(line.skipped()).isEqualTo(1);
        assertThat(line.health().lamp()).isEqualTo(Lamp.CONNECTING);
        line.tick(new Tick(7, Duration.ofSeconds(6).toNanos(), 2));
        assertThat(line.health().fault().orElseThrow()).isInstanceOf(Fault.TimedOut.class);
        released.countDown();
    }

    @Test
    void backsOffToFifteenSecondsAndWaitsAMinuteAfterARefusal() {
        var backoff = new Backoff(new Random(1));
        var down = new Fault.Unreachable(Source.REDIS, "x", "y");
        backoff.failed(down, 0);
        assertThat(backoff.due(0)).as("the next tick tries again").isTrue();
        for (int i = 0; i < 70; i++) {
            backoff.failed(down, 0);
            assertThat(backoff.due(Backoff.LONGEST.toNanos())).isTrue();
        }
        assertThat(backoff.due(Duration.ofSeconds(7).toNanos())).isFalse();
        backoff.failed(new Fault.Denied(Source.REDIS, "wrong password", ""), 0);
        assertThat(backoff.due(Duration.ofSeconds(59).toNanos())).isFalse();
        backoff.succeeded();
        assertThat(backoff.due(0)).isTrue();
    }

    private Sampler run(Driven clock) throws InterruptedException {
        var sampler = new Sampler("test", clock);
        sampler.onBeat(tick -> seconds.add(tick.second()));
        sampler.start();
        clock.done.await();
        return sampler;
    }

    private static Probe.Answer good() {
        return new Probe.Answer("1", 1, 1, Optional.empty());
    }

    private interface Body {
        Probe.Answer run() throws InterruptedException;
    }

    private static Line line(Body body) {
        var probe = new Probe() {
            @Override
            public Source source() {
                return Source.REDIS;
            }

            @Override
            public Answer poll(Tick tick) {
                try {
                    return body.run();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void cut() {}

            @Override
            public void close() {}
        };
        return new Line(probe, TickClock.SYSTEM, new Random(1));
    }
}
