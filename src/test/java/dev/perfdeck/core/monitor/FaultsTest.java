package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.model.Targets;
import dev.perfdeck.support.FaultProxy;
import dev.perfdeck.support.PackagedPg;
import dev.perfdeck.support.Servers;
import dev.perfdeck.support.Signal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the monitor does when the machine's packaged PostgreSQL fails in the usual ways.
class FaultsTest {
    private static PackagedPg pg;

    @BeforeAll
    static void start() throws Exception {
        pg = Servers.packagedPostgres();
    }

    @AfterAll
    static void stop() throws Exception {
        pg.close();
    }

    @Test
    void namesTheStatementThatMendsAMissingExtension() throws Exception {
        try (var monitor = monitor(pg.port(), "postgres", "first")) {
            monitor.start();
            until("limited", () -> lamp(monitor) == Lamp.LIMITED);
            assertThat(fault(monitor)).isInstanceOf(Fault.MissingExtension.class);
            assertThat(fault(monitor).remedy()).startsWith("CREATE EXTENSION pg_stat_statements;");
        }
    }

    @Test
    void triesAWrongPasswordOnce() throws Exception {
        pg.execute("drop role if exists changing", "create role changing login password 'a'");
        try (var monitor = monitor(pg.port(), "changing", "a")) {
            monitor.start();
            until("answers", () -> lamp(monitor) == Lamp.LIMITED);
            pg.execute("alter role changing password 'b'");
            terminateSampler();
            until(
                    "refused",
                    () -> fault(monitor) instanceof Fault.PasswordWanted wanted
                            && wanted.reason().contains("password"));
            var missed = monitor.history().latestSecond();
            until("three more beats", () -> monitor.history().latestSecond() >= missed + 3);
            assertThat(pg.log().split("password authentication failed for user \"changing\"", -1))
                    .hasSize(2);
        }
    }

    @Test
    void aKilledBackendOrACrashCostsAGapAndAMarkOnly() throws Exception {
        try (var monitor = monitor(pg.port(), "postgres", "first")) {
            monitor.start();
            until("answers", () -> lamp(monitor) == Lamp.LIMITED);
            terminateSampler();
            until("answers again", () -> lamp(monitor) == Lamp.LIMITED && sampler() > 0);
            pg.stop();
            until("down", () -> lamp(monitor) == Lamp.DOWN);
            pg.start();
            until("up", () -> lamp(monitor) == Lamp.LIMITED);
            until("marked", () -> monitor.events().stream().anyMatch(e -> e.kind() == Event.Kind.BASELINE));
        }
    }

    @Test
    void aFrozenServerIsNoticedAndFoundAgain() throws Exception {
        try (var monitor = monitor(pg.port(), "postgres", "first")) {
            monitor.start();
            until("answers", () -> lamp(monitor) == Lamp.LIMITED && sampler() > 0);
            var pid = sampler();
            Signal.send("STOP", pid);
            try {
                until("timed out", () -> lamp(monitor) == Lamp.DOWN);
                assertThat(fault(monitor)).isInstanceOf(Fault.TimedOut.class);
            } finally {
                Signal.send("CONT", pid);
            }
            until("answers again", () -> lamp(monitor) == Lamp.LIMITED);
        }
    }

    @Test
    void aBlackHoleAndADripAreCutWithoutPilingUpConnections() throws Exception {
        try (var proxy = new FaultProxy(pg.port());
                var monitor = monitor(proxy.port(), "postgres", "first")) {
            monitor.start();
            until("answers", () -> lamp(monitor) == Lamp.LIMITED);
            proxy.drip(20);
            until("a drip is cut", () -> lamp(monitor) == Lamp.DOWN);
            proxy.drip(0);
            proxy.blackHole(true);
            proxy.reset();
            until("down", () -> lamp(monitor) == Lamp.DOWN);
            assertThat(proxy.openSockets()).isLessThanOrEqualTo(4);
            proxy.blackHole(false);
            until("answers again", () -> lamp(monitor) == Lamp.LIMITED);
            assertThat(monitor.skippedPolls(Source.POSTGRESQL)).isPositive();
        }
    }

    private static long sampler() throws Exception {
        var found = pg.ask("select pid from pg_stat_activity where application_name like 'perfdeck/% sampler'");
        return found.isEmpty() ? 0 : Long.parseLong(found);
    }

    private static void terminateSampler() throws Exception {
        pg.ask(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'perfdeck/% sampler'");
    }

    private static Lamp lamp(Monitor monitor) {
        return monitor.health(Source.POSTGRESQL).lamp();
    }

    private static Fault fault(Monitor monitor) {
        return monitor.health(Source.POSTGRESQL).fault().orElse(new Fault.Internal("none", ""));
    }

    private static Monitor monitor(int port, String user, String password) {
        var environment = new Environment(
                "test", false, Optional.of(pg.database(port, user)), Optional.empty(), Optional.empty(), List.of());
        return new Monitor(environment, (_, _) -> Optional.of(new Secret(password)), Targets.DEFAULT, List.of());
    }
}
