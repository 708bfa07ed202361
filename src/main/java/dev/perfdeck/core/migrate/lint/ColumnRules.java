package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.locks.Relations.ColumnFact;
import dev.perfdeck.core.migrate.locks.TypeChange;
import dev.perfdeck.core.migrate.locks.Works;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Column;
import dev.perfdeck.core.migrate.script.act.Expression;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.core.migrate.script.act.TableStep;
import java.util.Locale;
import java.util.regex.Pattern;

/// Columns that are added to tables in use, or changed there.
final class ColumnRules implements Check {
    private static final Pattern EXPRESSION = Pattern.compile("(?is).*?\\bAS\\s*(\\(.*\\))\\s*STORED.*");

    @Override
    public void look(Moment moment, Findings findings) {
        if (moment.act() instanceof Act.AlterTable alter && !moment.scene().isNew(alter.table())) {
            moment.eachStep(alter, (step, there) -> look(alter.table(), step, there, findings));
        }
        if (moment.act() instanceof Act.CreateTable table) {
            table.columns().forEach(column -> json(column, moment, findings));
        }
    }

    private static void look(Name table, TableStep step, Moment moment, Findings findings) {
        switch (step) {
            case TableStep.AddColumn add -> {
                add(table, add.column(), moment, findings);
                json(add.column(), moment, findings);
            }
            case TableStep.AlterType type -> type(table, type, moment, findings);
            case TableStep.SetNotNull set -> {
                if (!moment.scene().provenNotNull(table, set.column())) {
                    findings.add(
                            Rule.ADDING_NOT_NULLABLE_FIELD,
                            moment.line(),
                            at(table, set.column()),
                            Fixes.setNotNull(table, set.column()));
                }
            }
            case TableStep.DropNotNull drop ->
                findings.add(Rule.BAN_DROP_NOT_NULL, moment.line(), at(table, drop.column()), "");
            case TableStep.AddConstraint _,
                    TableStep.AddIdentity _,
                    TableStep.Attach _,
                    TableStep.Catalog _,
                    TableStep.Detach _,
                    TableStep.DropColumn _,
                    TableStep.DropConstraint _,
                    TableStep.Inherit _,
                    TableStep.RenameColumn _,
                    TableStep.RenameTable _,
                    TableStep.Rewrite _,
                    TableStep.ToggleTrigger _,
                    TableStep.Validate _ -> {}
        }
    }

    private static void add(Name table, Column column, Moment moment, Findings findings) {
        var where = at(table, column.name());
        switch (column.generation()) {
            case SERIAL, IDENTITY ->
                findings.add(Rule.ADDING_SERIAL_COLUMN, moment.line(), where, counted(table, column));
            case STORED ->
                findings.add(Rule.ADDING_STORED_GENERATED_COLUMN, moment.line(), where, computed(table, column));
            case NONE -> defaulted(table, column, moment, findings);
            case VIRTUAL -> {}
        }
    }

    private static void defaulted(Name table, Column column, Moment moment, Findings findings) {
        var where = at(table, column.name());
        if (column.value().isEmpty()) {
            if (column.notNull()) {
                findings.add(Rule.ADDING_REQUIRED_FIELD, moment.line(), where, required(table, column));
            }
        } else if (column.value().get().kind() != Expression.Kind.STABLE) {
            findings.add(Rule.ADDING_FIELD_WITH_DEFAULT, moment.line(), where, filled(table, column));
        }
    }

    private static String required(Name table, Column column) {
        var name = column.name().text();
        var check = table.with(column.name().bare(), "present");
        return Fixes.lines(
                Fixes.alter(table, "ADD COLUMN " + name + " " + column.type()),
                Fixes.alter(table, "ADD CONSTRAINT " + check + " CHECK (" + name + " IS NOT NULL) NOT VALID"),
                "-- then fill the old rows, and in a later migration:",
                "-- " + Fixes.alter(table, "VALIDATE CONSTRAINT " + check),
                "-- " + Fixes.alter(table, "ALTER COLUMN " + name + " SET NOT NULL"));
    }

    private static String filled(Name table, Column column) {
        var name = column.name().text();
        var value = column.value().map(Expression::text).orElse("NULL");
        var fill = Fixes.lines(
                Fixes.alter(table, "ADD COLUMN " + name + " " + column.type()),
                Fixes.alter(table, "ALTER COLUMN " + name + " SET DEFAULT " + value),
                Fixes.batches(table, name + " = DEFAULT", name + " IS NULL"));
        return column.notNull() ? Fixes.lines(fill, Fixes.setNotNull(table, column.name())) : fill;
    }

    private static String counted(Name table, Column column) {
        var name = column.name().text();
        var sequence = table.beside(column.name().bare(), "seq");
        var type = integerOf(column.type().toLowerCase(Locale.ROOT));
        return Fixes.lines(
                "CREATE SEQUENCE " + sequence + ";",
                Fixes.alter(table, "ADD COLUMN " + name + " " + type),
                Fixes.alter(table, "ALTER COLUMN " + name + " SET DEFAULT nextval('" + sequence + "')"),
                Fixes.batches(table, name + " = DEFAULT", name + " IS NULL"),
                "ALTER SEQUENCE " + sequence + " OWNED BY " + table.text() + "." + name + ";");
    }

    private static String integerOf(String type) {
        return switch (type) {
            case "serial", "serial4" -> "integer";
            case "smallserial", "serial2" -> "smallint";
            case "bigserial", "serial8" -> "bigint";
            default -> type;
        };
    }

    /// The same value, computed when it is read.
    private static String computed(Name table, Column column) {
        var expression = EXPRESSION.matcher(column.definition());
        return expression.matches()
                ? "CREATE VIEW " + table.beside("with", column.name().bare()) + " AS SELECT *, " + expression.group(1)
                        + " AS " + column.name().text() + " FROM " + table.text() + ";"
                : "";
    }

    private static void json(Column column, Moment moment, Findings findings) {
        if (column.type().equalsIgnoreCase("json")) {
            var fix = moment.sql().replaceAll("(?i)\\bjson\\b", "jsonb");
            findings.add(Rule.PREFER_JSONB, moment.line(), column.name().text(), fix);
        }
    }

    private static void type(Name table, TableStep.AlterType type, Moment moment, Findings findings) {
        var change = Works.change(table, type, moment.scene());
        if (change == TypeChange.FREE) {
            return;
        }
        var from = moment.scene()
                .column(table, type.column())
                .map(ColumnFact::type)
                .map(old -> " from " + old)
                .orElse("");
        findings.add(
                Rule.CHANGING_COLUMN_TYPE,
                moment.line(),
                at(table, type.column()) + from + " to " + type.type(),
                secondColumn(table, type));
    }

    private static String secondColumn(Name table, TableStep.AlterType type) {
        var old = type.column().text();
        var fresh = type.column().with("new");
        var value = type.using().orElse(old + "::" + type.type());
        return Fixes.lines(
                Fixes.alter(table, "ADD COLUMN " + fresh + " " + type.type()),
                "-- let the writers fill both columns, then the old rows:",
                Fixes.batches(table, fresh + " = " + value, fresh + " IS NULL AND " + old + " IS NOT NULL"),
                "-- when nobody reads " + old + " any more, drop it in a later migration");
    }

    private static String at(Name table, Name column) {
        return table.text() + "." + column.text();
    }
}
