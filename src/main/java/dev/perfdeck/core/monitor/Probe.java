package dev.perfdeck.core.monitor;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Source;
import java.util.Optional;

/// Asks one source for its figures. The sampler calls [#poll] on a virtual thread, never twice at a time; it may block,
/// but must not retry, pause or log: a [dev.perfdeck.model.FaultException] says what was wrong and the sampler decides
/// when to ask again.
interface Probe extends AutoCloseable {
    /// What a good poll tells about the source.
    ///
    /// @param version   empty while nothing was heard yet
    /// @param limitation what it cannot tell, though it answers
    record Answer(String version, double roundTripMillis, double costMillisPerSecond, Optional<Fault> limitation) {}

    Source source();

    /// Whether a failed poll makes the next ones rarer.
    default boolean backsOff() {
        return true;
    }

    Answer poll(Tick tick);

    /// Ends a poll that hangs, by cutting its connection; called from another thread.
    void cut();

    @Override
    void close();
}
