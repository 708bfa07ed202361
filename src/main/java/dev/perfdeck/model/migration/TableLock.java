package dev.perfdeck.model.migration;

/// A lock that a statement takes and its transaction keeps until the end.
///
/// @param relation in lower case unless it needs quotes, without the schema `public`
public record TableLock(String relation, LockMode mode) {}
