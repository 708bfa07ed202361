package dev.perfdeck.app;

import dev.perfdeck.model.ActiveSessions;
import dev.perfdeck.model.ActivityPicture;
import dev.perfdeck.model.BackendSignal;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.PgSession;
import dev.perfdeck.model.SignalOutcome;
import java.time.Duration;
import java.util.Optional;

/// The sessions of the environment's database. Readers answer from memory at once, on any thread; [#send] starts work
/// on a thread of its own and returns its [Job].
public interface ActivityRoom {
    /// The newest picture. Asking for it keeps it being taken, about once a second, for the next few seconds: a screen
    /// asks at each of its refreshes, and what no screen shows costs nothing. Empty until the first is there.
    Optional<ActivityPicture> picture();

    /// Active sessions by wait, sampled each second whether somebody looks or not. Sessions that this role may not see
    /// are not in it; the picture says whether there can be any.
    ActiveSessions active(Duration span);

    /// Why the last reading failed; empty after a good one.
    Optional<Fault> trouble();

    /// The order to cancel or to terminate, with the SQL to be shown to the person first. Talks to nobody.
    ///
    /// @throws FaultException when there is nothing to signal, with what to do instead
    BackendSignal prepare(PgSession session, BackendSignal.Kind kind) throws FaultException;

    /// Gives the order, unless the session does something else by now. No progress is reported, and it cannot be
    /// stopped.
    Job<SignalOutcome, String> send(BackendSignal signal);
}
