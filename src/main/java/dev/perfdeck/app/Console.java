package dev.perfdeck.app;

import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.ResetScope;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.TargetStatus;
import java.util.List;
import java.util.Set;

/// What every face may ask of the environment being watched. Readers are safe on any thread and answer from memory at
/// once: an implementation must not talk to a server in them. [#reset] talks to servers and may take seconds.
public interface Console {
    TargetStatus status();

    CacheFigures cacheFigures();

    QueryFigures queryFigures();

    List<SourceHealth> health();

    /// Zeroes exactly what is named.
    ///
    /// @throws FaultException when a server refuses or does not answer; scopes named before it may be done
    void reset(Set<ResetScope> what) throws FaultException;
}
