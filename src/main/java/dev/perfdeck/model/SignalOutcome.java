package dev.perfdeck.model;

/// What became of a [BackendSignal].
public sealed interface SignalOutcome {
    /// The server passed the signal on; the session ends what it does at its next chance.
    record Sent() implements SignalOutcome {}

    /// The session had ended; nothing was signalled.
    record Gone() implements SignalOutcome {}

    /// The session does something else by now; nothing was signalled.
    ///
    /// @param query that it runs now or ran last
    record Changed(String state, String query) implements SignalOutcome {}

    /// The server refused; the remedy is the statement that gives the right, where one does.
    record NotAllowed(Fault fault) implements SignalOutcome {}
}
