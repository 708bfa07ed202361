package dev.perfdeck.core.lab.source;

/// How large a relation or index is, and what the planner believes of it.
///
/// @param name with its schema
/// @param pages of 8 kB, of its main file now
/// @param knownPages at the last vacuum or analyze
/// @param rows at the last vacuum or analyze; -1 when never
public record Size(String name, long pages, long knownPages, double rows, long allVisible) {}
