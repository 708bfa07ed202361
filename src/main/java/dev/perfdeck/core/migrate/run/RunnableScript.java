package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.folder.MigrationFile;
import dev.perfdeck.core.migrate.locks.Transactions;
import dev.perfdeck.core.migrate.script.SqlScript;
import dev.perfdeck.core.migrate.script.Statement;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A migration taken apart, and whether and how it can be run: in one transaction, or statement by statement. Pure.
///
/// @param refusal why it must not be run at all; then `steps` may be empty
record RunnableScript(MigrationFile file, List<Step> steps, boolean transactional, Optional<Fault> refusal) {
    record Step(Statement statement, Act act) {
        /// It costs nothing to say it again, and it changes no table.
        boolean setting() {
            return act instanceof Act.Setting;
        }

        boolean transactional() {
            return Transactions.allowed(act);
        }

        String words() {
            return statement.sql().lines().findFirst().orElse("").strip();
        }
    }

    static RunnableScript of(MigrationFile file) {
        try {
            var steps = SqlScript.parse(file.sql()).statements().stream()
                    .map(statement -> new Step(statement, Act.of(statement)))
                    .toList();
            var must = steps.stream().filter(step -> !step.transactional()).findFirst();
            var transactional = file.executeInTransaction().orElse(must.isEmpty());
            return new RunnableScript(file, steps, transactional, refusal(file, steps));
        } catch (FaultException e) {
            var fault = new Fault.Rejected(
                    file.file(), e.fault().summary(), e.fault().remedy());
            return new RunnableScript(file, List.of(), true, Optional.of(fault));
        }
    }

    private static Optional<Fault> refusal(MigrationFile file, List<Step> steps) {
        for (var step : steps) {
            var refused = refused(file, step);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return mixed(file, steps);
    }

    private static Optional<Fault> refused(MigrationFile file, Step step) {
        return switch (step.act()) {
            case Act.Transaction transaction
            when transaction.step() != Act.Transaction.Step.SAVEPOINT ->
                rejected(
                        file,
                        step,
                        "begins or ends a transaction, which is the runner's part",
                        "Leave it out: a script runs in one transaction as it is.");
            case Act.CreateIndex index
            when index.concurrently() && index.name().isEmpty() ->
                rejected(
                        file,
                        step,
                        "the index has no name, so nobody can tell whether it became valid",
                        "Name it: CREATE INDEX CONCURRENTLY idx_… ON …");
            case Act.Write write
            when write.verb() == Act.Write.Verb.COPY && names(step, "PROGRAM") ->
                rejected(
                        file,
                        step,
                        "COPY … PROGRAM runs a command on the database server",
                        "Load the rows by other means.");
            default -> Optional.empty();
        };
    }

    private static boolean names(Step step, String keyword) {
        return step.statement().tokens().stream().anyMatch(token -> token.is(keyword));
    }

    private static Optional<Fault> mixed(MigrationFile file, List<Step> steps) {
        var alone = steps.stream().filter(step -> !step.transactional()).findFirst();
        var other = steps.stream()
                .filter(step -> step.transactional() && !step.setting())
                .findFirst();
        if (alone.isPresent() && file.executeInTransaction().orElse(false)) {
            return rejected(
                    file,
                    alone.get(),
                    "cannot run inside a transaction, and the .conf asks for one",
                    "executeInTransaction=false in " + file.file() + ".conf");
        }
        if (alone.isPresent()
                && other.isPresent()
                && file.executeInTransaction().isEmpty()) {
            return rejected(
                    file,
                    alone.get(),
                    "cannot run inside a transaction, and line "
                            + other.get().statement().line() + " should be in one; a failure would leave half of it",
                    "Split it into two migrations, or accept that with executeInTransaction=false in " + file.file()
                            + ".conf");
        }
        return Optional.empty();
    }

    private static Optional<Fault> rejected(MigrationFile file, Step step, String what, String expected) {
        return Optional.of(new Fault.Rejected(
                file.file() + " line " + step.statement().line(), step.words() + ": " + what, expected));
    }

    /// The indexes that it makes by name, in order, without those that it drops again.
    List<MadeIndex> indexes() {
        var made = new ArrayList<MadeIndex>();
        for (var step : steps) {
            if (step.act() instanceof Act.CreateIndex index && index.name().isPresent()) {
                made.add(MadeIndex.of(file, step.statement(), index));
            } else {
                made.removeIf(index -> index.goneWith(step.act()));
            }
        }
        return made;
    }

    /// Whether every index step can be undone by dropping, and there is nothing else to undo.
    boolean undoableByDropping() {
        return !steps.isEmpty()
                && steps.stream()
                        .allMatch(step -> step.setting()
                                || step.act() instanceof Act.Analyze
                                || (step.act() instanceof Act.CreateIndex index
                                        && index.name().isPresent()));
    }
}
