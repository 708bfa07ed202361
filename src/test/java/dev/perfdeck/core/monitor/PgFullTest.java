package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.support.PackagedPg;
import dev.perfdeck.support.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A PostgreSQL that has no connection to spare.
class PgFullTest {
    private static final int SLOTS = 6;
    private static final int RESERVED = 3;

    private static PackagedPg pg;

    @BeforeAll
    static void start() throws Exception {
        pg = Servers.packagedPostgres("max_connections=" + SLOTS, "superuser_reserved_connections=" + RESERVED);
        pg.execute(
                "create extension pg_stat_statements",
                "create role watcher login password 'w' in role pg_monitor",
                "create role single login password 's' connection limit 1 in role pg_monitor",
                "create role tenant login password 't'");
    }

    @AfterAll
    static void stop() throws Exception {
        pg.close();
    }

    @Test
    void aFullServerIsNamedAndAskedEverLessOften() throws Exception {
        var taken = new ArrayList<Connection>();
        for (int i = 0; i < SLOTS - RESERVED; i++) {
            taken.add(DriverManager.getConnection(pg.url(), "tenant", "t"));
        }
        try (var monitor = Watched.postgres(pg.url(), "watcher", "w")) {
            monitor.start();
            until("down", () -> lamp(monitor) == Lamp.DOWN);
            var first = monitor.history().latestSecond();
            assertThat(fault(monitor)).isInstanceOf(Fault.Unavailable.class);
            assertThat(fault(monitor).summary()).contains("too many connections");
            assertThat(fault(monitor).remedy()).contains("max_connections");
            until("four more beats", () -> monitor.history().latestSecond() >= first + 4);
            assertThat(refusals()).isBetween(2, 4);
            close(taken);
            until("up", () -> lamp(monitor) == Lamp.UP);
            assertThat(pg.ask("select count(*) from pg_stat_activity where usename = 'watcher'"))
                    .isEqualTo("1");
        } finally {
            close(taken);
        }
    }

    @Test
    void aRoleThatIsFullIsNamedWithTheStatementThatMendsIt() throws Exception {
        var taken = List.of(DriverManager.getConnection(pg.url(), "single", "s"));
        var clock = new HandClock();
        try (var monitor = Watched.postgres(pg.url(), "single", "s", clock)) {
            monitor.start();
            Watched.beatUntil(clock, monitor, Source.POSTGRESQL, "down", () -> lamp(monitor) == Lamp.DOWN);
            assertThat(fault(monitor).summary()).contains("too many connections for role \"single\"");
            assertThat(fault(monitor).remedy()).startsWith("ALTER ROLE \"single\" CONNECTION LIMIT -1;");
            pg.execute("alter role single connection limit -1");
            Watched.beatUntil(clock, monitor, Source.POSTGRESQL, "up", () -> lamp(monitor) == Lamp.UP);
        } finally {
            close(taken);
        }
    }

    private static int refusals() throws Exception {
        return (int) pg.log()
                .lines()
                .filter(line -> line.contains("remaining connection slots are reserved"))
                .count();
    }

    private static void close(List<Connection> connections) throws Exception {
        for (var connection : connections) {
            connection.close();
        }
    }

    private static Lamp lamp(Monitor monitor) {
        return Watched.lamp(monitor, Source.POSTGRESQL);
    }

    private static Fault fault(Monitor monitor) {
        return Watched.fault(monitor, Source.POSTGRESQL);
    }
}
