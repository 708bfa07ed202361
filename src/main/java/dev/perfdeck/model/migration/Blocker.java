package dev.perfdeck.model.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The session that a migration waits for.
///
/// @param startedAt with the pid, the session's identity; empty when not known
/// @param since     how long its transaction has been open
/// @param query     its last statement, literals blanked, cut short
public record Blocker(
        int pid,
        String user,
        String application,
        String state,
        Duration since,
        String query,
        Optional<Instant> startedAt) {}
