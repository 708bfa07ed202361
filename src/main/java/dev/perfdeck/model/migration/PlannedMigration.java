package dev.perfdeck.model.migration;

import dev.perfdeck.model.Fault;
import java.util.List;
import java.util.Optional;

/// A pending migration, looked at before it runs.
///
/// @param transactional whether it runs in one transaction
/// @param sql           the whole script as it will be run, placeholders filled in
/// @param statements    as they will be run, placeholders filled in
/// @param undo          how it can be taken back; empty when it cannot
/// @param trace         what it locked where it was tried; empty when that was not asked for
/// @param refusal       why it will not be run at all: mixed, psql commands, not readable
public record PlannedMigration(
        Migration migration,
        boolean transactional,
        String sql,
        List<String> statements,
        String undo,
        List<TableLock> locks,
        List<Finding> findings,
        List<TableLoad> tables,
        Optional<Fault> refusal,
        Optional<LockTrace> trace) {
    public PlannedMigration {
        statements = List.copyOf(statements);
        locks = List.copyOf(locks);
        findings = List.copyOf(findings);
        tables = List.copyOf(tables);
    }

    public PlannedMigration traced(LockTrace found) {
        return new PlannedMigration(
                migration, transactional, sql, statements, undo, locks, findings, tables, refusal, Optional.of(found));
    }
}
