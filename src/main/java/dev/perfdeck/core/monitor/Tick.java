package dev.perfdeck.core.monitor;

/// One beat of the sampler.
///
/// @param second epoch second on the wall's clock; where the figures are filed
/// @param nanos  monotonic; what intervals are measured by
/// @param number 0, 1, 2 …
record Tick(long second, long nanos, long number) {}
