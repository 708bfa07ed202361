package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.locks.Locks;
import dev.perfdeck.core.migrate.locks.Relations;
import dev.perfdeck.core.migrate.locks.Scene;
import dev.perfdeck.core.migrate.locks.Transactions;
import dev.perfdeck.core.migrate.locks.Works;
import dev.perfdeck.core.migrate.script.SqlScript;
import dev.perfdeck.core.migrate.script.Statement;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Constraint;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.core.migrate.script.act.TableStep;
import dev.perfdeck.model.migration.Finding;
import dev.perfdeck.model.migration.LockMode;
import dev.perfdeck.model.migration.TableLock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Goes once over a script, statement by statement.
final class Reviewer {
    private final SqlScript script;
    private final Scene scene;
    private final List<Act> acts;
    private final Transactionality kind;
    private final TransactionRules transactions;
    private final List<Check> checks;
    private final List<ReviewedStatement> statements = new ArrayList<>();
    private final List<Finding> found = new ArrayList<>();
    private final Map<String, LockMode> locks = new LinkedHashMap<>();
    private final Set<String> indexes = new LinkedHashSet<>();
    private boolean open;

    Reviewer(SqlScript script, boolean flywayExecuteInTransaction, Relations known) {
        this.script = script;
        this.scene = new Scene(known);
        this.acts = script.statements().stream().map(Act::of).toList();
        this.kind = kind(acts);
        this.transactions = new TransactionRules(flywayExecuteInTransaction, kind);
        this.checks = List.of(
                new IndexRules(),
                new ColumnRules(),
                new ConstraintRules(),
                new TableRules(),
                new ObjectRules(),
                new ScriptRules(transactions.flywayBegins()),
                transactions);
    }

    private static Transactionality kind(List<Act> acts) {
        var own = acts.stream().filter(act -> !(act instanceof Act.Transaction)).toList();
        long alone = own.stream().filter(act -> !Transactions.allowed(act)).count();
        if (alone == 0) {
            return Transactionality.TRANSACTIONAL;
        }
        return alone == own.size() ? Transactionality.NON_TRANSACTIONAL : Transactionality.MIXED;
    }

    ScriptReview review() {
        for (int i = 0; i < acts.size(); i++) {
            look(script.statements().get(i), acts.get(i));
        }
        var last = new Findings();
        checks.forEach(check -> check.end(last));
        found.addAll(last.all());
        found.sort(Comparator.comparingInt(Finding::line));
        var all = locks.entrySet().stream()
                .map(entry -> new TableLock(entry.getKey(), entry.getValue()))
                .toList();
        return new ScriptReview(statements, kind, all, found, List.copyOf(indexes), scene.relations());
    }

    private void look(Statement statement, Act act) {
        var taken = Locks.of(act, scene);
        var work = Works.of(act, scene);
        var moment =
                new Moment(statement, statement.line(), act, scene, open || transactions.flywayBegins(), taken, work);
        judge(moment);
        follow(act);
        taken.forEach(lock -> locks.merge(lock.relation(), lock.mode(), Reviewer::stronger));
        note(act);
        statements.add(
                new ReviewedStatement(statement.sql(), statement.line(), Transactions.allowed(act), taken, work));
        scene.apply(act);
    }

    private void judge(Moment moment) {
        var findings = new Findings();
        var ignored = new Ignored(moment.statement(), findings);
        checks.forEach(check -> check.look(moment, findings));
        findings.all().stream()
                .filter(finding -> !ignored.covers(finding.rule()))
                .forEach(found::add);
    }

    private void follow(Act act) {
        if (act instanceof Act.Transaction transaction) {
            switch (transaction.step()) {
                case BEGIN -> open = true;
                case COMMIT, ROLLBACK -> open = false;
                case SAVEPOINT -> {}
            }
        }
    }

    private static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void note(Act act) {
        if (act instanceof Act.CreateIndex index) {
            index.name().map(Name::key).ifPresent(indexes::add);
        } else if (act instanceof Act.AlterTable alter) {
            alter.steps().forEach(this::note);
        }
    }

    /// With `USING INDEX` the index takes the constraint's name.
    private void note(TableStep step) {
        if (step instanceof TableStep.AddConstraint add && indexed(add.constraint())) {
            add.constraint().usingIndex().map(Name::key).ifPresent(indexes::remove);
            add.constraint()
                    .name()
                    .or(() -> add.constraint().usingIndex())
                    .map(Name::key)
                    .ifPresent(indexes::add);
        }
    }

    private static boolean indexed(Constraint constraint) {
        return switch (constraint.kind()) {
            case UNIQUE, PRIMARY_KEY, EXCLUDE -> true;
            case CHECK, NOT_NULL, FOREIGN_KEY -> false;
        };
    }
}
