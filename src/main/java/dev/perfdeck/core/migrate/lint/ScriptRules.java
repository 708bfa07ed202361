package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.locks.Transactions;
import dev.perfdeck.core.migrate.locks.Work;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.core.migrate.script.act.TableStep;
import dev.perfdeck.model.migration.TableLock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The order of statements, transactions and time limits.
final class ScriptRules implements Check {
    private final boolean flywayTransaction;
    private boolean limited;
    private int begun;
    private Optional<TableLock> held = Optional.empty();
    private final Set<String> altered = new HashSet<>();

    /// @param flywayTransaction the script runs in a transaction that Flyway begins
    ScriptRules(boolean flywayTransaction) {
        this.flywayTransaction = flywayTransaction;
    }

    @Override
    public void look(Moment moment, Findings findings) {
        names(moment, findings);
        if (moment.act() instanceof Act.Transaction transaction) {
            transaction(transaction.step(), moment, findings);
            return;
        }
        if (moment.act() instanceof Act.Setting setting && setting.name().equals("lock_timeout")) {
            limited = !setting.off();
        }
        if (!moment.inTransaction()) {
            forget();
        }
        after(moment, findings);
        alters(moment, findings);
        strong(moment, findings);
    }

    private void transaction(Act.Transaction.Step step, Moment moment, Findings findings) {
        switch (step) {
            case BEGIN -> {
                begun = moment.line();
                if (flywayTransaction) {
                    findings.add(Rule.TRANSACTION_NESTING, moment.line(), "", "");
                }
            }
            case COMMIT, ROLLBACK -> begun = 0;
            case SAVEPOINT -> {
                return;
            }
        }
        forget();
    }

    private void forget() {
        held = Optional.empty();
        altered.clear();
    }

    private void after(Moment moment, Findings findings) {
        boolean slow = moment.work() != Work.CATALOG;
        if (slow && held.isPresent() && !(moment.act() instanceof Act.Code)) {
            findings.add(
                    Rule.STATEMENTS_AFTER_STRONG_LOCK,
                    moment.line(),
                    held.get().mode().title() + " on " + held.get().relation(),
                    "");
        }
    }

    private void alters(Moment moment, Findings findings) {
        if (moment.act() instanceof Act.AlterTable alter
                && !moment.scene().isNew(alter.table())
                && moment.inTransaction()
                && !altered.add(alter.table().key())) {
            findings.add(Rule.MULTIPLE_ALTERS, moment.line(), alter.table().text(), "");
        }
    }

    private void strong(Moment moment, Findings findings) {
        var strong = moment.locks().stream()
                .filter(lock -> lock.mode().blocksWrites())
                .findFirst();
        if (strong.isEmpty()) {
            return;
        }
        if (!limited) {
            findings.add(
                    Rule.REQUIRE_LOCK_TIMEOUT,
                    moment.line(),
                    strong.get().mode().title() + " on " + strong.get().relation() + ", "
                            + strong.get().mode().waiting(),
                    "SET lock_timeout = '2s';");
            limited = true;
        }
        if (moment.inTransaction() && held.isEmpty() && Transactions.allowed(moment.act())) {
            held = strong;
        }
    }

    @Override
    public void end(Findings findings) {
        if (begun > 0) {
            findings.add(Rule.BAN_UNCOMMITTED_TRANSACTION, begun, "", "");
        }
    }

    private static void names(Moment moment, Findings findings) {
        made(moment.act())
                .filter(Name::tooLong)
                .forEach(name -> findings.add(Rule.IDENTIFIER_TOO_LONG, moment.line(), name.text(), ""));
    }

    private static Stream<Name> made(Act act) {
        if (act instanceof Act.CreateIndex index) {
            return index.name().stream();
        }
        if (act instanceof Act.CreateTable table) {
            return Stream.of(table.name());
        }
        return act instanceof Act.AlterTable alter ? alter.steps().stream().flatMap(ScriptRules::made) : Stream.empty();
    }

    private static Stream<Name> made(TableStep step) {
        if (step instanceof TableStep.AddColumn add) {
            return Stream.of(add.column().name());
        }
        if (step instanceof TableStep.AddConstraint add) {
            return add.constraint().name().stream();
        }
        return step instanceof TableStep.RenameTable rename ? Stream.of(rename.to()) : Stream.empty();
    }
}
