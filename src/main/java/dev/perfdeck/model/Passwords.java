package dev.perfdeck.model;

import java.util.Optional;

/// Gives the password of a server when a connection is made. Asked again on every connection attempt, so a changed
/// password is picked up; an implementation must not log, cache to disk or block for longer than a second.
public interface Passwords {
    Passwords NONE = (environment, source) -> Optional.empty();

    Optional<Secret> find(Environment environment, Source source);
}
