package dev.perfdeck.model;

/// The counters of one resource type in the application's cache, all processes of the namespace together.
///
/// @param type     as the application names it: `workflow`, `workflow:list`
/// @param lifetime since the counters were last reset
/// @param span     within the span that was asked for; its rate is NaN when nothing was read in it
public record CacheType(String type, CacheFigures lifetime, CacheFigures span) {}
