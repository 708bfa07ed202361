package dev.perfdeck.model;

import java.time.Duration;
import java.time.Instant;

/// One entry of Redis' SLOWLOG.
///
/// @param command its name and the beginning of its key; values are left out, they may be anybody's data
/// @param client  address and name of who sent it
public record SlowCommand(long id, Instant at, Duration took, String command, String client) {}
