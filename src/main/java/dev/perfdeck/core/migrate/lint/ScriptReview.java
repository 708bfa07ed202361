package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.locks.Relations;
import dev.perfdeck.core.migrate.script.SqlScript;
import dev.perfdeck.model.migration.Finding;
import dev.perfdeck.model.migration.TableLock;
import java.util.List;

/// What is known of a script before it runs. Pure and immutable.
///
/// @param locks      the strongest for each relation that was there before
/// @param findings   by line
/// @param indexNames of the indexes that it makes, constraints' included, as keys: what to look for in the catalog
///                   afterwards
/// @param after      what is known of the schema once the script has run: what the next one begins with
public record ScriptReview(
        List<ReviewedStatement> statements,
        Transactionality transactionality,
        List<TableLock> locks,
        List<Finding> findings,
        List<String> indexNames,
        Relations after) {
    public ScriptReview {
        statements = List.copyOf(statements);
        locks = List.copyOf(locks);
        findings = List.copyOf(findings);
        indexNames = List.copyOf(indexNames);
    }

    /// @param flywayExecuteInTransaction false where the script's `.conf` says `executeInTransaction=false`, or where
    /// each
    ///                                   statement is run by itself
    /// @throws dev.perfdeck.model.FaultException with `Rejected` and the line, when the text is no script of SQL
    public static ScriptReview of(String sql, boolean flywayExecuteInTransaction) {
        return of(sql, flywayExecuteInTransaction, Relations.none());
    }

    /// With what is known of the schema, more can be said: the table of an index that is dropped, partitions, old
    /// types.
    public static ScriptReview of(String sql, boolean flywayExecuteInTransaction, Relations known) {
        return new Reviewer(SqlScript.parse(sql), flywayExecuteInTransaction, known).review();
    }
}
