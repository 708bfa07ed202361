package dev.perfdeck.model.migration;

/// A table that a migration touches: how large it is and how much is written to it.
///
/// @param bytes           with its TOAST, without indexes; -1 when not known
/// @param rows            the planner's estimate; -1 when not known
/// @param writesPerSecond rows inserted, updated and deleted, averaged since the statistics began; NaN when not known
public record TableLoad(String relation, long bytes, long rows, double writesPerSecond) {}
