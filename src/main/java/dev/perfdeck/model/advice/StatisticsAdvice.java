package dev.perfdeck.model.advice;

/// A table whose statistics are stale or missing, so that plans and predictions are guesses.
public record StatisticsAdvice(String table, String reason, String sql) {}
