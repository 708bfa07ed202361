package dev.perfdeck.model.lab;

import java.util.Set;

/// What would a statement cost, if …
///
/// @param statement one statement; may hold `$1`, as pg_stat_statements writes it
/// @param on candidates that exist for this question; all others do not
/// @param hidden names of existing indexes that do not exist for this question, as [IndexFacts#name] has them
public record Question(String statement, Set<Candidate> on, Set<String> hidden) {
    public Question {
        on = Set.copyOf(on);
        hidden = Set.copyOf(hidden);
    }

    /// As things stand now.
    public static Question now(String statement) {
        return new Question(statement, Set.of(), Set.of());
    }

    public static Question with(String statement, Set<Candidate> on) {
        return new Question(statement, on, Set.of());
    }
}
