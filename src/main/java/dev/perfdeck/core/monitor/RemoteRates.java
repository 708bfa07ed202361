package dev.perfdeck.core.monitor;

import dev.perfdeck.model.Event;
import dev.perfdeck.model.Metric;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Rates from the totals that a remote performance API serves: slow queries, and the cache's hits where Redis itself
/// holds no counters of the application. Belongs to the remote poll.
final class RemoteRates {
    private final History history;
    private final EventLog events;
    private final BooleanSupplier cacheKnown;
    private final Rates queries = new Rates("Query statistics were reset");
    private final Rates cache = new Rates("Cache statistics were reset");
    private long lastSecond;

    RemoteRates(History history, EventLog events, BooleanSupplier cacheKnown) {
        this.history = history;
        this.events = events;
        this.cacheKnown = cacheKnown;
    }

    void file(RemotePerformance.Reading now, Tick tick) {
        var asked = next(queries, only(now, "total_queries", "slow_queries"), tick);
        spread(Metric.SLOW_QUERIES, asked.perSecond("slow_queries"), tick);
        if (!cacheKnown.getAsBoolean()) {
            var hit = next(cache, only(now, "hits", "misses"), tick);
            spread(Metric.CACHE_HITS, hit.perSecond("hits"), tick);
            spread(Metric.CACHE_MISSES, hit.perSecond("misses"), tick);
            spread(Metric.CACHE_HIT_RATE, Rates.percent(hit.of("hits"), hit.of("misses")), tick);
        }
        lastSecond = tick.second();
    }

    private static Map<String, Long> only(RemotePerformance.Reading now, String... names) {
        var counters = new HashMap<>(now.counters());
        counters.keySet().retainAll(Set.of(names));
        return counters;
    }

    private Rates.Delta next(Rates rates, Map<String, Long> counters, Tick tick) {
        var delta = rates.next(new Rates.Sample(tick.nanos(), List.of(), counters));
        delta.restart()
                .ifPresent(words -> events.add(
                        new Event(Instant.ofEpochSecond(tick.second()), Event.Kind.BASELINE, words, words + ".")));
        return delta;
    }

    private void spread(Metric metric, double value, Tick tick) {
        history.spread(metric, lastSecond, tick.second(), value);
    }
}
