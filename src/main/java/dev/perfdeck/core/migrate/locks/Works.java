package dev.perfdeck.core.migrate.locks;

import static dev.perfdeck.core.migrate.locks.Work.BUILD;
import static dev.perfdeck.core.migrate.locks.Work.CATALOG;
import static dev.perfdeck.core.migrate.locks.Work.REWRITE;
import static dev.perfdeck.core.migrate.locks.Work.ROWS;
import static dev.perfdeck.core.migrate.locks.Work.SCAN;

import dev.perfdeck.core.migrate.locks.Relations.ColumnFact;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Column;
import dev.perfdeck.core.migrate.script.act.Constraint;
import dev.perfdeck.core.migrate.script.act.Expression;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.core.migrate.script.act.TableStep;
import java.util.Comparator;

/// What a statement does with the rows of tables that others use.
public final class Works {
    private static final Comparator<Work> HARDER = Comparator.naturalOrder();

    private Works() {}

    public static Work of(Act act, Scene scene) {
        return switch (act) {
            case Act.CreateIndex index -> scene.isNew(index.table()) ? CATALOG : BUILD;
            case Act.Reindex _ -> BUILD;
            case Act.AlterTable alter ->
                scene.isNew(alter.table())
                        ? CATALOG
                        : alter.steps().stream()
                                .map(step -> of(alter.table(), step, scene))
                                .max(HARDER)
                                .orElse(CATALOG);
            case Act.AlterIndex alter -> alter.moves() ? REWRITE : CATALOG;
            case Act.Vacuum vacuum -> vacuum.full() ? REWRITE : SCAN;
            case Act.Cluster _, Act.Refresh _ -> REWRITE;
            case Act.Write write -> scene.isNew(write.table()) ? CATALOG : ROWS;
            case Act.Domain domain -> domain.create() || domain.notValid() ? CATALOG : SCAN;
            case Act.Code _ -> ROWS;
            case Act.AlterEnum _,
                    Act.Analyze _,
                    Act.CreateEnum _,
                    Act.CreateTable _,
                    Act.CreateView _,
                    Act.Database _,
                    Act.DropIndex _,
                    Act.DropRelation _,
                    Act.LockTable _,
                    Act.Other _,
                    Act.Setting _,
                    Act.Touch _,
                    Act.Transaction _,
                    Act.Trigger _,
                    Act.Truncate _ -> CATALOG;
        };
    }

    private static Work of(Name table, TableStep step, Scene scene) {
        return switch (step) {
            case TableStep.AddColumn add -> of(add.column());
            case TableStep.AlterType type -> of(table, type, scene);
            case TableStep.SetNotNull set -> scene.provenNotNull(table, set.column()) ? CATALOG : SCAN;
            case TableStep.AddConstraint add -> of(add.constraint());
            case TableStep.Validate _, TableStep.Attach _ -> SCAN;
            case TableStep.Rewrite _ -> REWRITE;
            case TableStep.AddIdentity _,
                    TableStep.Catalog _,
                    TableStep.Detach _,
                    TableStep.DropColumn _,
                    TableStep.DropConstraint _,
                    TableStep.DropNotNull _,
                    TableStep.Inherit _,
                    TableStep.RenameColumn _,
                    TableStep.RenameTable _,
                    TableStep.ToggleTrigger _ -> CATALOG;
        };
    }

    private static Work of(Column column) {
        boolean fills = column.generation() == Column.Generation.SERIAL
                || column.generation() == Column.Generation.IDENTITY
                || column.generation() == Column.Generation.STORED
                || column.value()
                        .filter(value -> value.kind() != Expression.Kind.STABLE)
                        .isPresent();
        return fills
                ? REWRITE
                : column.constraints().stream().map(Works::of).max(HARDER).orElse(CATALOG);
    }

    private static Work of(Constraint constraint) {
        return switch (constraint.kind()) {
            case CHECK, NOT_NULL, FOREIGN_KEY -> constraint.notValid() ? CATALOG : SCAN;
            case UNIQUE, PRIMARY_KEY, EXCLUDE -> constraint.usingIndex().isPresent() ? CATALOG : BUILD;
        };
    }

    private static Work of(Name table, TableStep.AlterType type, Scene scene) {
        return change(table, type, scene) == TypeChange.FREE ? CATALOG : REWRITE;
    }

    /// A `USING` that only casts says nothing new.
    public static TypeChange change(Name table, TableStep.AlterType type, Scene scene) {
        var cast = (type.column().text() + "::" + type.type()).replaceAll("\\s", "");
        if (type.using()
                .filter(using -> !using.replaceAll("\\s", "").equalsIgnoreCase(cast))
                .isPresent()) {
            return TypeChange.REWRITE;
        }
        var from = scene.column(table, type.column()).map(ColumnFact::type);
        return TypeChange.of(from, type.type(), scene.utc());
    }
}
