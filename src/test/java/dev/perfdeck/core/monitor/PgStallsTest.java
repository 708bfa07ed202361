package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.support.FaultProxy;
import dev.perfdeck.support.PackagedPg;
import dev.perfdeck.support.Servers;
import dev.perfdeck.support.Signal;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A PostgreSQL that is there but does not answer, or not in time.
class PgStallsTest {
    private static final String OURS = " from pg_stat_activity where application_name like 'perfdeck/% sampler'";

    private static PackagedPg pg;

    @BeforeAll
    static void start() throws Exception {
        pg = Servers.packagedPostgres();
        pg.execute("create extension pg_stat_statements");
    }

    @AfterAll
    static void stop() throws Exception {
        pg.close();
    }

    @Test
    void aFrozenServerPilesUpNothingAndHoldsUpNobody() throws Exception {
        try (var redis = Servers.redis();
                var proxy = new FaultProxy(pg.port());
                var monitor = Watched.postgres(
                        pg.url(proxy.port()), "postgres", pg.password(), Optional.of(redis.url()), TickClock.SYSTEM)) {
            monitor.start();
            until("both up", () -> lamp(monitor) == Lamp.UP && redisIsUp(monitor));
            pg.freeze();
            try {
                until("noticed", () -> lamp(monitor) == Lamp.DOWN);
                assertThat(fault(monitor)).isInstanceOf(Fault.TimedOut.class);
                var answered = monitor.health(Source.REDIS).lastGood().orElseThrow();
                until("two logins have been tried", () -> proxy.connectionsAccepted() >= 3);
                assertThat(fault(monitor)).isInstanceOf(Fault.TimedOut.class);
                assertThat(proxy.openSockets()).isLessThanOrEqualTo(4);
                assertThat(redisIsUp(monitor)).isTrue();
                assertThat(monitor.health(Source.REDIS).lastGood().orElseThrow())
                        .isAfter(answered);
            } finally {
                pg.thaw();
            }
            until("answers again", () -> lamp(monitor) == Lamp.UP);
            until("one session is left", () -> pg.ask("select count(*)" + OURS).equals("1"));
            assertThat(monitor.missedTicks()).isLessThan(3);
        }
    }

    @Test
    void aBackendKilledInMidQueryCostsOneReading() throws Exception {
        var clock = new HandClock();
        try (var monitor = Watched.postgres(pg.url(), "postgres", pg.password(), Optional.empty(), clock)) {
            monitor.start();
            clock.beat();
            until("up", () -> lamp(monitor) == Lamp.UP);
            var victim = Long.parseLong(pg.ask("select pid" + OURS));
            Signal.send("STOP", victim);
            try {
                clock.beat();
                clock.beat();
                until("a poll is under way", () -> monitor.skippedPolls(Source.POSTGRESQL) == 1);
                pg.ask("select pg_terminate_backend(" + victim + ")");
            } finally {
                Signal.send("CONT", victim);
            }
            until("down", () -> lamp(monitor) == Lamp.DOWN);
            assertThat(fault(monitor)).isInstanceOf(Fault.Unreachable.class);
            assertThat(fault(monitor).summary()).contains("the server ended the session");
            clock.beat();
            until("the next beat answers", () -> lamp(monitor) == Lamp.UP);
            assertThat(Long.parseLong(pg.ask("select pid" + OURS))).isNotEqualTo(victim);
            assertThat(monitor.events()).isEmpty();
        }
    }

    @Test
    void overASlowLinkLateReadingsAreSkippedAndNotQueued() throws Exception {
        try (var proxy = new FaultProxy(pg.port());
                var monitor = Watched.postgres(pg.url(proxy.port()), "postgres", pg.password())) {
            monitor.start();
            until("up", () -> lamp(monitor) == Lamp.UP);
            var before = monitor.skippedPolls(Source.POSTGRESQL);
            proxy.latency(600);
            until("two beats sat out", () -> {
                assertThat(Integer.parseInt(pg.ask("select count(*)" + OURS))).isLessThanOrEqualTo(1);
                return monitor.skippedPolls(Source.POSTGRESQL) >= before + 2;
            });
            assertThat(lamp(monitor)).isEqualTo(Lamp.UP);
            assertThat(monitor.health(Source.POSTGRESQL).roundTripMillis()).isGreaterThanOrEqualTo(600);
            proxy.latency(0);
            until("two beats in a row without one sat out", () -> twoInTime(monitor));
            assertThat(proxy.connectionsAccepted()).isEqualTo(1);
            assertThat(Watched.figures(monitor, Metric.PG_TRANSACTIONS)).allMatch(rate -> rate >= 0);
            assertThat(monitor.errors()).isZero();
        }
    }

    private static boolean twoInTime(Monitor monitor) throws Exception {
        var skipped = monitor.skippedPolls(Source.POSTGRESQL);
        var second = monitor.history().latestSecond();
        until("two beats", () -> monitor.history().latestSecond() >= second + 2);
        return monitor.skippedPolls(Source.POSTGRESQL) == skipped;
    }

    private static boolean redisIsUp(Monitor monitor) {
        return Watched.lamp(monitor, Source.REDIS) == Lamp.UP;
    }

    private static Lamp lamp(Monitor monitor) {
        return Watched.lamp(monitor, Source.POSTGRESQL);
    }

    private static Fault fault(Monitor monitor) {
        return Watched.fault(monitor, Source.POSTGRESQL);
    }
}
