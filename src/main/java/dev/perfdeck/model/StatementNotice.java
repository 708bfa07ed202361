package dev.perfdeck.model;

/// Why figures of statements are not the whole truth: a badge beside them, with what mends it.
///
/// @param id    stable word for tests and styles, as `evicted`
/// @param title a few words
/// @param text  what is not seen, and what it takes to see it
/// @param sql   statements that mend it, one a line, each to be run alone: `ALTER SYSTEM` refuses company; empty where
///              none does
public record StatementNotice(String id, String title, String text, String sql) {}
