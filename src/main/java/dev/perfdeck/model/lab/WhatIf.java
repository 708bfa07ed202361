package dev.perfdeck.model.lab;

import dev.perfdeck.model.FaultException;
import java.util.List;
import java.util.Set;

/// Asks a planner that knows all about a database and holds none of its rows. Never executes a statement.
///
/// Safe on any thread; questions are answered one at a time. An implementation keeps what it has answered, by statement
/// and by the indexes on the tables that the statement reads, so asking again costs nothing.
public interface WhatIf {
    TwinVersion version();

    /// What could not be had as it is on the source; empty when the twin is exact.
    List<Approximation> approximations();

    List<TableFacts> tables();

    List<IndexFacts> indexes();

    /// Builds an index that no question sees unless it says so. The same statement again gives the same candidate.
    ///
    /// @throws FaultException when it is not a `CREATE INDEX`, or not one that could be built
    default Candidate candidate(String createIndex) {
        return candidates(List.of(createIndex)).getFirst().orThrow();
    }

    /// Many at once, in the order given, which is much faster than one by one.
    List<Outcome<Candidate>> candidates(List<String> createIndexes);

    /// Forgets candidates: each one that exists makes planning a little slower, also where it is not asked for.
    void drop(Set<Candidate> candidates);

    /// @throws FaultException when it cannot be planned; says why
    default Explained explain(String statement, Set<Candidate> on, Set<String> hiddenExisting) {
        return explain(List.of(new Question(statement, on, hiddenExisting)))
                .getFirst()
                .orThrow();
    }

    /// Many at once, in the order given; those with the same indexes are asked together.
    List<Outcome<Explained>> explain(List<Question> questions);

    /// How many questions a planner had to answer so far; the others came from memory.
    long asked();
}
