package dev.perfdeck.core.lab.build;

/// Two files of one table in the twin: the empty one it was made with, and the one that looks as large as the source's.
/// An index is built while the table has the empty one, since a build reads all of it.
public record TableFiles(long empty, long large) {}
