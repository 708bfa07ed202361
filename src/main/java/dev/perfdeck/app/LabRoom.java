package dev.perfdeck.app;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.lab.WhatIf;

/// The plan lab of the environment's database: one twin a session, made when it is first asked for. Safe on any thread.
public interface LabRoom {
    /// Makes the twin, or hands out the one that is there; a making under way is joined. Its progress says what is
    /// being done. Cancelled, it fails with a fault, and the next call begins anew. The room closes the
    /// twin, with the session.
    Job<WhatIf, String> open();

    /// Takes over what changed on the database since: indexes, sizes, statistics. The twin is made anew only where
    /// its tables changed; who holds the old one gets faults from it then. Candidates are forgotten. When the
    /// database does not answer, the job fails, and the twin is as it was.
    Job<WhatIf, String> refresh();

    /// Waits for [#open].
    ///
    /// @throws FaultException when the twin cannot be made
    WhatIf whatIf() throws FaultException;
}
