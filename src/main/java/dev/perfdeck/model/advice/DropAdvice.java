package dev.perfdeck.model.advice;

/// An index that nobody would miss.
///
/// @param reason one sentence
/// @param ddl    drops it
/// @param undo   makes it again
public record DropAdvice(String index, String table, long sizeBytes, String reason, String ddl, String undo) {}
