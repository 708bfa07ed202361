package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.locks.Transactions;

/// Statements that PostgreSQL refuses inside a transaction, and what Flyway makes of them.
final class TransactionRules implements Check {
    private final boolean executeInTransaction;
    private final Transactionality kind;
    private boolean told;

    TransactionRules(boolean executeInTransaction, Transactionality kind) {
        this.executeInTransaction = executeInTransaction;
        this.kind = kind;
    }

    /// Flyway begins a transaction, unless it is told not to or finds nothing that could run in one.
    boolean flywayBegins() {
        return executeInTransaction && kind == Transactionality.TRANSACTIONAL;
    }

    @Override
    public void look(Moment moment, Findings findings) {
        if (Transactions.allowed(moment.act())) {
            return;
        }
        if (moment.inTransaction()) {
            findings.add(Rule.BAN_CONCURRENT_INDEX_CREATION_IN_TRANSACTION, moment.line(), "", alone(moment));
        } else if (executeInTransaction && !Transactions.flywayKnows(moment.statement(), moment.act())) {
            findings.add(
                    Rule.NEEDS_EXECUTE_IN_TRANSACTION_FALSE,
                    moment.line(),
                    "",
                    Fixes.lines("-- with executeInTransaction=false in its .conf:", moment.sql()));
        } else if (executeInTransaction && kind == Transactionality.MIXED && !told) {
            told = true;
            findings.add(Rule.MIXED_SCRIPT, moment.line(), "", alone(moment));
        }
    }

    private static String alone(Moment moment) {
        return Fixes.lines("-- in a migration of its own:", moment.sql());
    }
}
