package dev.perfdeck.core.migrate.lint;

/// Whether a script can run in one transaction.
public enum Transactionality {
    TRANSACTIONAL,
    /// Some of it cannot, some of it could.
    MIXED,
    /// None of it can.
    NON_TRANSACTIONAL
}
