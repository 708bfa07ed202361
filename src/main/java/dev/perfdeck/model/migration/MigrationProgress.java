package dev.perfdeck.model.migration;

import java.time.Duration;
import java.util.Optional;

/// How far a run of migrations is.
///
/// @param step    what is being worked at: a migration's title, an index, a table
/// @param done    steps finished
/// @param of      steps in this run
/// @param phase   PostgreSQL's own word for the phase of a build, or ours for what comes around it
/// @param percent of the phase, 0 to 100; NaN when it has no measure
/// @param waits   whom it waits for, in words with the pid; also when the session is not known more closely
/// @param blocker the same for a program
/// @param elapsed since the run began
public record MigrationProgress(
        String step,
        int done,
        int of,
        String phase,
        double percent,
        Optional<String> waits,
        Optional<Blocker> blocker,
        Duration elapsed) {}
