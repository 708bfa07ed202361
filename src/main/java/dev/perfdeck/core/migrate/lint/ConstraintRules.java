package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Column;
import dev.perfdeck.core.migrate.script.act.Constraint;
import dev.perfdeck.core.migrate.script.act.Expression;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.core.migrate.script.act.TableStep;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Constraints that are added to tables in use.
final class ConstraintRules implements Check {
    /// Added and not validated in the transaction that is open.
    private final Set<String> unproven = new HashSet<>();

    @Override
    public void look(Moment moment, Findings findings) {
        if (moment.act() instanceof Act.Transaction || !moment.inTransaction()) {
            unproven.clear();
        }
        if (moment.act() instanceof Act.AlterTable alter && !moment.scene().isNew(alter.table())) {
            moment.eachStep(alter, (step, there) -> look(alter.table(), step, there, findings));
        }
    }

    private void look(Name table, TableStep step, Moment moment, Findings findings) {
        if (step instanceof TableStep.AddConstraint add) {
            add(table, add.constraint(), moment, findings);
        } else if (step instanceof TableStep.AddColumn add) {
            addWithColumn(table, add.column(), moment, findings);
        } else if (step instanceof TableStep.Validate validate) {
            validate(table, validate.constraint(), moment, findings);
        }
    }

    private void add(Name table, Constraint constraint, Moment moment, Findings findings) {
        if (constraint.notValid() && moment.inTransaction()) {
            constraint.name().ifPresent(name -> unproven.add(table.key() + "." + name.key()));
        }
        rule(constraint)
                .ifPresent(
                        rule -> findings.add(rule, moment.line(), where(table, constraint), safe(table, constraint)));
        unindexed(table, constraint, moment, findings);
        if (constraint.kind() == Constraint.Kind.PRIMARY_KEY) {
            nullable(table, constraint, moment, findings);
        }
    }

    private static Optional<Rule> rule(Constraint constraint) {
        return switch (constraint.kind()) {
            case CHECK, NOT_NULL ->
                constraint.notValid() ? Optional.empty() : Optional.of(Rule.CONSTRAINT_MISSING_NOT_VALID);
            case FOREIGN_KEY ->
                constraint.notValid() ? Optional.empty() : Optional.of(Rule.ADDING_FOREIGN_KEY_CONSTRAINT);
            case UNIQUE, PRIMARY_KEY ->
                constraint.usingIndex().isPresent() ? Optional.empty() : Optional.of(Rule.DISALLOWED_UNIQUE_CONSTRAINT);
            case EXCLUDE -> Optional.of(Rule.ADDING_EXCLUSION_CONSTRAINT);
        };
    }

    private static String where(Name table, Constraint constraint) {
        var other = constraint.referenced().map(name -> " and " + name.text()).orElse("");
        return table.text() + other;
    }

    private static String safe(Name table, Constraint constraint) {
        return switch (constraint.kind()) {
            case CHECK -> inTwoSteps(table, constraint, "check");
            case FOREIGN_KEY -> inTwoSteps(table, constraint, "fkey");
            case NOT_NULL ->
                constraint.columns().isEmpty()
                        ? ""
                        : Fixes.setNotNull(table, constraint.columns().getFirst());
            case UNIQUE -> fromIndex(table, constraint, "key");
            case PRIMARY_KEY -> fromIndex(table, constraint, "pkey");
            case EXCLUDE -> "";
        };
    }

    private static String inTwoSteps(Name table, Constraint constraint, String suffix) {
        var name = named(table, constraint, suffix);
        return Fixes.lines(
                Fixes.alter(table, "ADD CONSTRAINT " + name + " " + constraint.body() + " NOT VALID"),
                Fixes.alter(table, "VALIDATE CONSTRAINT " + name));
    }

    private static String fromIndex(Name table, Constraint constraint, String suffix) {
        var name = named(table, constraint, suffix);
        boolean primary = constraint.kind() == Constraint.Kind.PRIMARY_KEY;
        var columns =
                String.join(", ", constraint.columns().stream().map(Name::text).toList());
        return Fixes.lines(
                "CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON " + table.text() + " (" + columns + ");",
                Fixes.alter(
                        table,
                        "ADD CONSTRAINT " + name + (primary ? " PRIMARY KEY" : " UNIQUE") + " USING INDEX " + name));
    }

    private static String named(Name table, Constraint constraint, String suffix) {
        return constraint.name().map(Name::text).orElseGet(() -> {
            var columns = constraint.columns().stream().map(Name::bare).toList();
            return columns.isEmpty() ? table.with(suffix) : table.with(String.join("_", columns), suffix);
        });
    }

    private static void unindexed(Name table, Constraint constraint, Moment moment, Findings findings) {
        var columns = constraint.columns().stream().map(Name::key).toList();
        if (constraint.kind() == Constraint.Kind.FOREIGN_KEY && !moment.scene().indexed(table.key(), columns)) {
            var names = String.join(
                    ", ", constraint.columns().stream().map(Name::text).toList());
            var index = table.with(
                    String.join(
                            "_", constraint.columns().stream().map(Name::bare).toList()),
                    "idx");
            findings.add(
                    Rule.FOREIGN_KEY_WITHOUT_INDEX,
                    moment.line(),
                    table.text() + " (" + names + ")",
                    "CREATE INDEX CONCURRENTLY " + index + " ON " + table.text() + " (" + names + ");");
        }
    }

    private static void nullable(Name table, Constraint constraint, Moment moment, Findings findings) {
        var index = constraint.usingIndex().map(name -> moment.scene().columnsOf(name.key()));
        boolean proven = index.isPresent()
                && !index.get().isEmpty()
                && index.get().stream()
                        .allMatch(column -> moment.scene().provenNotNull(table, new Name(column, column)));
        if (index.isPresent() && !proven) {
            findings.add(Rule.PRIMARY_KEY_NEEDS_NOT_NULL, moment.line(), table.text(), "");
        }
    }

    private static void addWithColumn(Name table, Column column, Moment moment, Findings findings) {
        for (var constraint : column.constraints()) {
            rule(constraint)
                    .ifPresent(rule -> findings.add(
                            rule,
                            moment.line(),
                            where(table, constraint),
                            Fixes.lines(plain(table, column), safe(table, constraint))));
        }
    }

    /// The column without its constraints; its default only where that costs nothing.
    private static String plain(Name table, Column column) {
        var value = column.value()
                .filter(it -> it.kind() == Expression.Kind.STABLE)
                .map(it -> " DEFAULT " + it.text() + (column.notNull() ? " NOT NULL" : ""))
                .orElse("");
        return Fixes.alter(table, "ADD COLUMN " + column.name().text() + " " + column.type() + value);
    }

    private void validate(Name table, Name constraint, Moment moment, Findings findings) {
        if (unproven.contains(table.key() + "." + constraint.key())) {
            findings.add(
                    Rule.VALIDATE_IN_SAME_TRANSACTION,
                    moment.line(),
                    table.text(),
                    Fixes.lines("-- in a migration of its own:", moment.sql()));
        }
    }
}
