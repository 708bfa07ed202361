package dev.perfdeck.model;

import java.time.Duration;

/// How far the removal of all keys of a pattern has come, or what it would remove.
///
/// @param pattern  relative to the namespace
/// @param scanned  keys walked past so far; -1 where it is not known
/// @param total    keys of the server when it began
/// @param matched  keys that the pattern matched so far
/// @param deleted  keys removed so far; 0 in a dry run
/// @param calls    of SCAN so far; -1 where they are not known
/// @param finished false while it goes on, or when it was cancelled
public record InvalidationRun(
        String pattern,
        long scanned,
        long total,
        long matched,
        long deleted,
        long calls,
        boolean dryRun,
        boolean finished,
        Duration took) {}
