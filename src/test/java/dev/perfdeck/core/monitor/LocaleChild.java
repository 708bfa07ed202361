package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;

import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import java.util.Locale;
import java.util.Optional;

/// A Java of its own in another language: libraries choose their words once, when they are loaded. Watches the servers
/// it is told and prints what it found.
final class LocaleChild {
    private LocaleChild() {}

    /// @param args the URL of a PostgreSQL without TLS and of a Redis
    public static void main(String[] args) throws Exception {
        figures(args[0], args[1]);
        var clock = new HandClock();
        try (var monitor = Watched.postgres(args[0] + "?sslmode=require", "postgres", "postgres", clock)) {
            monitor.start();
            clock.beat();
            until("refused", () -> Watched.lamp(monitor, Source.POSTGRESQL) == Lamp.DOWN);
            var fault = Watched.fault(monitor, Source.POSTGRESQL);
            say("fault %s: %s", fault.getClass().getSimpleName(), fault.remedy());
        }
    }

    private static void figures(String pg, String redis) throws Exception {
        var clock = new HandClock();
        try (var monitor = Watched.postgres(pg, "postgres", "postgres", Optional.of(redis), clock)) {
            monitor.start();
            clock.beat();
            until("both up", () -> bothUp(monitor));
            for (var metric : new Metric[] {Metric.QUERIES, Metric.PG_TRANSACTIONS, Metric.REDIS_MEMORY}) {
                Watched.beatUntil(
                        clock,
                        monitor,
                        Source.POSTGRESQL,
                        metric.name(),
                        () -> !Watched.figures(monitor, metric).isEmpty());
                say("figure %s", metric.name());
            }
            Watched.beatUntil(
                    clock,
                    monitor,
                    Source.POSTGRESQL,
                    "a text",
                    () -> monitor.costliest(Watched.HOUR, 50).stream()
                            .anyMatch(it -> it.text().contains("TITLE_I")));
            Watched.beatUntil(clock, monitor, Source.REDIS, "both up", () -> bothUp(monitor));
            say("both up");
        }
    }

    private static boolean bothUp(Monitor monitor) {
        return Watched.lamp(monitor, Source.POSTGRESQL) == Lamp.UP && Watched.lamp(monitor, Source.REDIS) == Lamp.UP;
    }

    private static void say(String words, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, "said: " + words, arguments));
    }
}
