package dev.perfdeck.core.lab.source;

import java.util.Optional;

/// One statement that makes a part of the twin's schema.
///
/// @param object what it makes, in words a person knows it by
/// @param touches the table whose plans differ where it cannot be made; empty where that is any
/// @param ddl the statement; none where the object is known to be beyond the twin
/// @param fallback a lesser one, in its place
public record Step(String object, String touches, Optional<String> ddl, Optional<String> fallback) {}
