package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.HttpTarget;
import dev.perfdeck.model.Environment.Endpoint;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/// Calls each configured endpoint once a tick, never twice at a time, and records what the calls took. An endpoint that
/// answers with an error status is up, and its answer an error.
///
/// Safe on any thread; calls run on virtual threads.
final class HttpProbe implements LatencyFeed {
    private final HttpTarget target;
    private final List<Caller> callers;
    private final Recorder latencies = new Recorder(Latencies.HIGHEST_MICROS, Latencies.DIGITS);
    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();

    HttpProbe(HttpTarget target, List<Endpoint> endpoints) {
        this.target = target;
        this.callers = endpoints.stream().map(Caller::new).toList();
    }

    @Override
    public String name() {
        return "probes";
    }

    void tick() {
        callers.forEach(Caller::tick);
    }

    @Override
    public Drained drain() {
        var up = (int) callers.stream().filter(caller -> caller.answered).count();
        var fault = callers.stream()
                .flatMap(caller -> Optional.ofNullable(caller.fault).stream())
                .findFirst();
        var total = (int) callers.stream().filter(caller -> caller.asked).count();
        return new Drained(
                latencies.getIntervalHistogram(), requests.sumThenReset(), errors.sumThenReset(), up, total, fault);
    }

    private final class Caller {
        private final Endpoint endpoint;
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile boolean asked;
        private volatile boolean answered;
        private volatile @Nullable Fault fault;

        Caller(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        void tick() {
            if (busy.compareAndSet(false, true)) {
                Thread.ofVirtual().name("probe " + endpoint.name()).start(this::call);
            }
        }

        private void call() {
            try {
                var reply = target.get(endpoint.url());
                latencies.recordValue(Latencies.clamp(reply.micros()));
                fault = reply.good() ? null : refused(reply.status());
                answered = true;
            } catch (FaultException e) {
                fault = e.fault();
                answered = false;
            } catch (RuntimeException e) {
                fault = new Fault.Internal("Calling " + endpoint.name() + " broke: " + e, "See the log.");
                answered = false;
            } finally {
                requests.increment();
                if (fault != null) {
                    errors.increment();
                }
                asked = true;
                busy.set(false);
            }
        }

        private Fault refused(int status) {
            return new Fault.Unavailable(
                    Source.ENDPOINTS, endpoint.name() + " answered with status " + status, "See the service's log.");
        }
    }
}
