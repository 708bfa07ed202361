package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// pg_stat_statements in every half-installed state.
class PgExtensionTest {
    @Test
    void createdButNotLoadedIsSaidAndTheOtherFiguresGoOn() throws Exception {
        try (var pg = Servers.postgres18(Map.of())) {
            saysNotLoaded(pg);
        }
    }

    /// A setting that somebody wrote for a library that is not loaded looks like the library's own.
    @Test
    void aSettingOfItIsNotTakenForTheLibrary() throws Exception {
        try (var pg = Servers.postgres18(Map.of("pg_stat_statements.max", "5000"))) {
            saysNotLoaded(pg);
        }
    }

    private static void saysNotLoaded(PgServer pg) throws Exception {
        pg.execute("create extension pg_stat_statements", "create role plain login");
        for (var role : new String[] {"postgres", "plain"}) {
            var clock = new HandClock();
            try (var monitor = Watched.postgres(pg.url(), role, "postgres", clock)) {
                monitor.start();
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "figures go on",
                        () -> Watched.figures(monitor, Metric.PG_TRANSACTIONS).size() >= 2);
                assertThat(Watched.lamp(monitor, Source.POSTGRESQL)).isEqualTo(Lamp.LIMITED);
                assertThat(Watched.fault(monitor, Source.POSTGRESQL))
                        .isInstanceOfSatisfying(
                                Fault.MissingExtension.class,
                                fault -> assertThat(fault.reason()).contains("not loaded"));
                assertThat(Watched.fault(monitor, Source.POSTGRESQL).remedy()).contains("shared_preload_libraries");
                assertThat(Watched.figures(monitor, Metric.QUERIES)).isEmpty();
                assertThat(monitor.costliest(Watched.HOUR, 5)).isEmpty();
            }
        }
    }

    @Test
    void theLampFollowsWhatAPersonMendsOrBreaks() throws Exception {
        try (var pg = Servers.postgres18()) {
            pg.execute("create role plain login");
            var clock = new HandClock();
            try (var monitor = Watched.postgres(pg.url(), "plain", "postgres", clock)) {
                monitor.start();
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "no extension",
                        () -> Watched.fault(monitor, Source.POSTGRESQL) instanceof Fault.MissingExtension);
                pg.execute("create extension pg_stat_statements");
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "no right",
                        () -> Watched.fault(monitor, Source.POSTGRESQL) instanceof Fault.Denied);
                pg.execute("grant pg_read_all_stats to plain");
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "up",
                        () -> Watched.lamp(monitor, Source.POSTGRESQL) == Lamp.UP);
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "figures",
                        () -> !Watched.figures(monitor, Metric.QUERIES).isEmpty());
                pg.execute("drop extension pg_stat_statements");
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        "no extension again",
                        () -> Watched.fault(monitor, Source.POSTGRESQL) instanceof Fault.MissingExtension);
            }
        }
    }
}
