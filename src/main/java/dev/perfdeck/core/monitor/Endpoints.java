package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.HttpTarget;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Everything that tells what users get: probes of endpoints, feeds of real traffic, a remote performance API. Its poll
/// never waits for an answer: it files what came in since the last one and asks again.
final class Endpoints implements Probe {
    private static final int REMOTE_EVERY = 5;
    private static final Duration CALL = Duration.ofSeconds(5);

    private final HttpTarget target = new HttpTarget(CALL);
    private final HttpProbe probe;
    private final List<LatencyFeed> feeds;
    private final Optional<RemotePerformance> remote;
    private final RemoteRates remoteRates;
    private final History history;
    private final Environment environment;
    private final AtomicBoolean remoteBusy = new AtomicBoolean();
    private volatile RemotePerformance.@Nullable Reading reading;
    private volatile @Nullable Fault remoteFault;

    /// @param cacheKnown whether the cache's hits are read from Redis itself
    Endpoints(
            Environment environment,
            List<LatencyFeed> more,
            History history,
            EventLog events,
            BooleanSupplier cacheKnown) {
        this.probe = new HttpProbe(target, environment.probes());
        this.remote = environment.performanceApi().map(base -> new RemotePerformance(target, base));
        this.remoteRates = new RemoteRates(history, events, cacheKnown);
        this.history = history;
        this.environment = environment;
        this.feeds = new ArrayList<>(more);
        feeds.add(probe);
    }

    @Override
    public Source source() {
        return Source.ENDPOINTS;
    }

    Optional<RemotePerformance.Reading> remote() {
        return Optional.ofNullable(reading);
    }

    /// An endpoint that is down must not keep the others from being heard.
    @Override
    public boolean backsOff() {
        return false;
    }

    @Override
    public Answer poll(Tick tick) {
        var drained = feeds.stream().map(LatencyFeed::drain).toList();
        probe.tick();
        if (remote.isPresent() && tick.number() % REMOTE_EVERY == 0 && remoteBusy.compareAndSet(false, true)) {
            Thread.ofVirtual().name("remote performance").start(() -> ask(remote.get(), tick));
        }
        var merged = Latencies.empty();
        drained.forEach(each -> merged.add(each.latencies()));
        file(tick.second(), merged, drained);
        return answer(merged, drained);
    }

    private void file(long second, Histogram merged, List<LatencyFeed.Drained> drained) {
        history.put(second, merged);
        var requests = drained.stream().mapToLong(LatencyFeed.Drained::requests).sum();
        var errors = drained.stream().mapToLong(LatencyFeed.Drained::errors).sum();
        history.put(Metric.API_REQUESTS, second, (double) requests);
        history.put(Metric.API_ERRORS, second, (double) errors);
        var known = reading;
        // A service that we only hear about, and do not measure ourselves, tells its own P95.
        if (known != null && environment.probes().isEmpty() && feeds.size() == 1) {
            history.put(Metric.API_P95, second, known.p95Millis());
        }
    }

    private Answer answer(Histogram merged, List<LatencyFeed.Drained> drained) {
        var up = drained.stream().mapToInt(LatencyFeed.Drained::up).sum() + (reading == null ? 0 : 1);
        var total = drained.stream().mapToInt(LatencyFeed.Drained::total).sum()
                + (reading == null && remoteFault == null ? 0 : 1);
        var fault = Optional.ofNullable(remoteFault)
                .or(() ->
                        drained.stream().flatMap(each -> each.fault().stream()).findFirst());
        if (up == 0 && fault.isPresent()) {
            throw new FaultException(fault.get());
        }
        return new Answer(
                total == 0 ? "" : up + " of " + total, Latencies.percentileMillis(merged, 50), Double.NaN, fault);
    }

    private void ask(RemotePerformance service, Tick tick) {
        try {
            var now = service.read();
            remoteRates.file(now, tick);
            reading = now;
            remoteFault = null;
        } catch (FaultException e) {
            failed(e.fault());
        } catch (RuntimeException e) {
            failed(new Fault.Internal("Reading the performance API broke: " + e, "See the log."));
        } finally {
            remoteBusy.set(false);
        }
    }

    private void failed(Fault fault) {
        remoteFault = fault;
        reading = null;
    }

    @Override
    public void cut() {
        // A poll waits for nobody; calls under way end by their own deadline.
    }

    @Override
    public void close() {
        target.close();
    }
}
