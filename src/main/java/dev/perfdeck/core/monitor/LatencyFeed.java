package dev.perfdeck.core.monitor;

import dev.perfdeck.model.Fault;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// Somebody who measures what requests take: our own probes of endpoints, or a service that knows its real traffic.
/// [#drain] is called once a second from one thread and must return at once, with what came since the last call.
public interface LatencyFeed {
    String name();

    Drained drain();

    /// @param latencies in microseconds; see [Latencies#empty]. Handed over: the feed must not touch it again
    /// @param up        endpoints that answer, of `total`
    /// @param fault     why one of them does not
    record Drained(Histogram latencies, long requests, long errors, int up, int total, Optional<Fault> fault) {}
}
