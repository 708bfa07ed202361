package dev.perfdeck.model.migration;

import java.time.Duration;
import java.time.Instant;

/// One line of the journal: a step that began, or how it ended. Holds no secret.
///
/// @param run         the same for all lines of one run
/// @param environment its name in the configuration
/// @param server      `host:port/database`
/// @param systemUser  who sat at the machine
/// @param role        the role at the server
/// @param verb        apply, undo, repair, order
/// @param step        a migration's title, or an index
/// @param sql         what was run, with passwords blanked
/// @param took        zero for a beginning
/// @param detail      the reason of a failure, the finding behind an order; empty when there is none
public record JournalEntry(
        Instant at,
        String run,
        String environment,
        String server,
        String systemUser,
        String role,
        String verb,
        String step,
        String sql,
        Outcome outcome,
        Duration took,
        String detail) {
    public enum Outcome {
        /// Alone, without an end: nobody knows, ask the catalog.
        BEGUN,
        DONE,
        FAILED,
        CANCELLED,
        /// Found open by a later run, when nothing had to be mended any more; the detail says what stood.
        SETTLED
    }
}
