package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.target.HttpTarget;
import dev.perfdeck.model.Environment.Endpoint;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.support.HttpService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Probes of endpoints against a real HTTP server that fails and heals.
class HttpProbeTest {
    private HttpService service;
    private Endpoint endpoint;

    @BeforeEach
    void start() throws Exception {
        service = new HttpService();
        service.answer("/list", 200, "[]");
        endpoint = new Endpoint("list", service.url("/list"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void countsWhatItCalledOnceEach() throws Exception {
        try (var target = new HttpTarget(Duration.ofSeconds(5))) {
            var probe = new HttpProbe(target, List.of(endpoint));
            assertThat(probe.drain().total()).isZero();
            probe.tick();
            until("answered", () -> service.served() == 1);
            var drained = drainedOnce(probe);
            assertThat(drained.errors()).isZero();
            assertThat(drained.up()).isEqualTo(1);
            assertThat(drained.fault()).isEmpty();
            assertThat(drained.latencies().getTotalCount()).isEqualTo(1);
            assertThat(probe.drain().requests()).isZero();
        }
    }

    @Test
    void anErrorStatusIsAnAnswerAndAnError() throws Exception {
        service.answer("/list", 500, "boom");
        try (var target = new HttpTarget(Duration.ofSeconds(5))) {
            var probe = new HttpProbe(target, List.of(endpoint));
            probe.tick();
            var drained = drainedOnce(probe);
            assertThat(drained.errors()).isEqualTo(1);
            assertThat(drained.up()).isEqualTo(1);
            assertThat(drained.latencies().getTotalCount()).isEqualTo(1);
            assertThat(drained.fault().orElseThrow().summary()).contains("list answered with status 500");
        }
    }

    @Test
    void aSlowEndpointIsNotCalledAgainWhileItIsOut() throws Exception {
        service.hold();
        try (var target = new HttpTarget(Duration.ofSeconds(5))) {
            var probe = new HttpProbe(target, List.of(endpoint));
            for (int i = 0; i < 5; i++) {
                probe.tick();
            }
            service.release();
            drainedOnce(probe);
            assertThat(service.served()).isEqualTo(1);
        }
    }

    @Test
    void anEndpointThatNeverAnswersIsCut() throws Exception {
        service.hold();
        try (var target = new HttpTarget(Duration.ofMillis(200))) {
            var probe = new HttpProbe(target, List.of(endpoint));
            probe.tick();
            var drained = drainedOnce(probe);
            assertThat(drained.up()).isZero();
            assertThat(drained.errors()).isEqualTo(1);
            assertThat(drained.latencies().getTotalCount()).isZero();
            assertThat(drained.fault().orElseThrow()).isInstanceOf(Fault.TimedOut.class);
        }
    }

    @Test
    void theLampFollowsTheEndpointAndTheLatenciesHaveAGap() throws Exception {
        var clock = new HandClock();
        try (var monitor = Watched.endpoints(Optional.empty(), clock, endpoint)) {
            monitor.start();
            beatUntil(clock, "up", () -> lamp(monitor) == Lamp.UP);
            assertThat(monitor.health(Source.ENDPOINTS).version()).isEqualTo("1 of 1");
            service.stop();
            beatUntil(clock, "down", () -> lamp(monitor) == Lamp.DOWN);
            assertThat(Watched.fault(monitor, Source.ENDPOINTS))
                    .isInstanceOfSatisfying(
                            Fault.Unreachable.class,
                            fault -> assertThat(fault.reason()).contains("refused"));
            beatUntil(clock, "errors are counted", () -> Watched.latest(monitor, Metric.API_ERRORS) > 0);
            beatUntil(
                    clock,
                    "ten seconds without an answer are a gap",
                    () -> newest(monitor, Metric.API_P95).isEmpty());
            service.start();
            beatUntil(clock, "up again", () -> lamp(monitor) == Lamp.UP);
            beatUntil(
                    clock,
                    "figures again",
                    () -> newest(monitor, Metric.API_P95).isPresent());
            assertThat(Watched.figures(monitor, Metric.API_P95)).allMatch(millis -> millis > 0);
            assertThat(monitor.errors()).isZero();
        }
    }

    @Test
    void oneOfTwoDownIsALimitedLampWithItsReason() throws Exception {
        var clock = new HandClock();
        var other = new Endpoint("gone", service.url("/gone"));
        try (var monitor = Watched.endpoints(Optional.empty(), clock, endpoint, other)) {
            monitor.start();
            beatUntil(clock, "limited", () -> lamp(monitor) == Lamp.LIMITED);
            assertThat(Watched.fault(monitor, Source.ENDPOINTS).summary()).contains("gone answered with status 404");
            service.answer("/gone", 200, "here");
            beatUntil(clock, "healed", () -> lamp(monitor) == Lamp.UP);
        }
    }

    static void beatUntil(HandClock clock, String what, java.util.concurrent.Callable<Boolean> condition)
            throws Exception {
        until(what, () -> {
            clock.beat();
            return condition.call();
        });
    }

    /// Of the second that has most lately begun and been filed.
    static Optional<Double> newest(Monitor monitor, Metric metric) {
        var values = monitor.history().window(metric, Watched.HOUR).values();
        return Optional.of(values[values.length - 2]).filter(Double::isFinite);
    }

    private static Lamp lamp(Monitor monitor) {
        return Watched.lamp(monitor, Source.ENDPOINTS);
    }

    private static LatencyFeed.Drained drainedOnce(HttpProbe probe) throws Exception {
        var drained = new LatencyFeed.Drained[1];
        until("a call has ended", () -> {
            drained[0] = probe.drain();
            return drained[0].requests() == 1;
        });
        return drained[0];
    }
}
