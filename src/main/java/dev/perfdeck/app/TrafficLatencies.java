package dev.perfdeck.app;

import dev.perfdeck.core.monitor.Latencies;
import dev.perfdeck.core.monitor.LatencyFeed;
import dev.perfdeck.demo.load.TrafficFeed;
import java.util.Optional;

/// The demo's real traffic as the sampler wants it.
final class TrafficLatencies implements LatencyFeed {
    private final TrafficFeed traffic;

    TrafficLatencies(TrafficFeed traffic) {
        this.traffic = traffic;
    }

    @Override
    public String name() {
        return "demo traffic";
    }

    @Override
    public Drained drain() {
        var drained = traffic.drain();
        return new Drained(
                Latencies.copyOf(drained.micros()),
                drained.requests(),
                drained.errors(),
                drained.endpointsUp(),
                drained.endpoints(),
                Optional.empty());
    }
}
