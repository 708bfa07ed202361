package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Environment.Endpoint;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.model.Targets;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Monitors of single servers, and short questions to them.
final class Watched {
    static final Duration HOUR = Duration.ofHours(1);

    private Watched() {}

    static Monitor postgres(String url, String user, String password) {
        return postgres(url, user, password, Optional.empty(), TickClock.SYSTEM);
    }

    static Monitor postgres(String url, String user, String password, TickClock clock) {
        return postgres(url, user, password, Optional.empty(), clock);
    }

    static Monitor postgres(String url, String user, String password, Optional<String> redis, TickClock clock) {
        var environment = new Environment(
                "test",
                false,
                Optional.of(new Environment.Database(url, user, Optional.empty(), 2)),
                redis.map(Watched::line),
                Optional.empty(),
                List.of());
        return new Monitor(
                environment,
                (_, source) -> source == Source.REDIS ? Optional.empty() : Optional.of(new Secret(password)),
                Targets.DEFAULT,
                List.of(),
                clock);
    }

    static Monitor withoutPassword(String url, String user) {
        var database = new Environment.Database(url, user, Optional.empty(), 2);
        var environment =
                new Environment("test", false, Optional.of(database), Optional.empty(), Optional.empty(), List.of());
        return new Monitor(environment, (_, _) -> Optional.empty(), Targets.DEFAULT, List.of());
    }

    static Monitor redis(String url) {
        return redis(url, TickClock.SYSTEM);
    }

    static Monitor redis(String url, TickClock clock) {
        var environment =
                new Environment("test", false, Optional.empty(), Optional.of(line(url)), Optional.empty(), List.of());
        return new Monitor(environment, (_, _) -> Optional.empty(), Targets.DEFAULT, List.of(), clock);
    }

    static Monitor endpoints(Optional<URI> performanceApi, TickClock clock, Endpoint... probes) {
        var environment =
                new Environment("test", false, Optional.empty(), Optional.empty(), performanceApi, List.of(probes));
        return new Monitor(environment, (_, _) -> Optional.empty(), Targets.DEFAULT, List.of(), clock);
    }

    private static Environment.Redis line(String url) {
        return new Environment.Redis(url, "app", 2, 2000);
    }

    /// Beats until it is so, each time as soon as the source has answered: a minute passes in a second or two. Where
    /// none answers, because it hangs or is not asked, the clock goes on all the same.
    static void beatUntil(HandClock clock, Monitor monitor, Source source, String what, Callable<Boolean> condition)
            throws Exception {
        until(what, () -> {
            var before = monitor.health(source);
            clock.beat();
            for (int i = 0; i < 100 && before.equals(monitor.health(source)); i++) {
                Thread.sleep(2);
            }
            return condition.call();
        });
    }

    static Lamp lamp(Monitor monitor, Source source) {
        return monitor.health(source).lamp();
    }

    static Fault fault(Monitor monitor, Source source) {
        return monitor.health(source).fault().orElse(new Fault.Internal("none", ""));
    }

    static boolean marked(Monitor monitor, String label) {
        return monitor.events().stream()
                .anyMatch(event ->
                        event.kind() == Event.Kind.BASELINE && event.label().equals(label));
    }

    /// The figures of the hour, without its gaps.
    static List<Double> figures(Monitor monitor, Metric metric) {
        return Arrays.stream(monitor.history().window(metric, HOUR).values())
                .filter(Double::isFinite)
                .boxed()
                .toList();
    }

    static double latest(Monitor monitor, Metric metric) {
        return monitor.history().window(metric, HOUR).latest(10);
    }
}
