package dev.perfdeck.model.advice;

/// How far an advice is.
///
/// @param step in words
/// @param done of `of`; both 0 where the step has no measure
public record AdviceProgress(String step, int done, int of) {}
