package dev.perfdeck.core.migrate.locks;

import static dev.perfdeck.model.migration.LockMode.ACCESS_EXCLUSIVE;
import static dev.perfdeck.model.migration.LockMode.ACCESS_SHARE;
import static dev.perfdeck.model.migration.LockMode.ROW_SHARE;
import static dev.perfdeck.model.migration.LockMode.SHARE_ROW_EXCLUSIVE;
import static dev.perfdeck.model.migration.LockMode.SHARE_UPDATE_EXCLUSIVE;

import dev.perfdeck.core.migrate.locks.Relations.ForeignKey;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Constraint;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.core.migrate.script.act.TableStep;
import dev.perfdeck.model.migration.LockMode;
import java.util.function.Predicate;

/// The locks of `ALTER TABLE`: the table and its descendants are locked once, as strongly as the strongest subcommand
/// wants it; other tables as each subcommand needs them.
final class StepLocks {
    private final Scene scene;
    private final LockSet taken;
    private final Act.AlterTable alter;
    private final String table;

    StepLocks(Scene scene, LockSet taken, Act.AlterTable alter) {
        this.scene = scene;
        this.taken = taken;
        this.alter = alter;
        this.table = alter.table().key();
    }

    void take() {
        alter.steps().forEach(this::take);
    }

    private void take(TableStep step) {
        switch (step) {
            case TableStep.AddColumn add -> {
                family(ACCESS_EXCLUSIVE);
                add.column().constraints().forEach(this::reference);
            }
            case TableStep.DropColumn drop -> {
                family(ACCESS_EXCLUSIVE);
                neighbours(key -> uses(key, drop.column()), drop.cascade());
            }
            case TableStep.AlterType type -> {
                family(ACCESS_EXCLUSIVE);
                neighbours(key -> uses(key, type.column()), /* incoming= */ true);
            }
            case TableStep.AddConstraint add -> {
                boolean foreign = add.constraint().kind() == Constraint.Kind.FOREIGN_KEY;
                family(foreign ? SHARE_ROW_EXCLUSIVE : ACCESS_EXCLUSIVE);
                reference(add.constraint());
            }
            case TableStep.Validate validate -> {
                family(SHARE_UPDATE_EXCLUSIVE);
                scene.from(table).stream()
                        .filter(key -> key.name().equals(validate.constraint().key()))
                        .forEach(key -> taken.add(key.referenced(), ROW_SHARE));
            }
            case TableStep.DropConstraint drop -> {
                family(ACCESS_EXCLUSIVE);
                neighbours(
                        key -> key.name().equals(drop.constraint().key())
                                || key.referenced().equals(table),
                        drop.cascade());
            }
            case TableStep.Attach attach -> attach(attach.partition());
            case TableStep.Detach detach -> detach(detach);
            case TableStep.RenameTable _, TableStep.Rewrite _ -> taken.add(table, ACCESS_EXCLUSIVE);
            case TableStep.ToggleTrigger _ -> family(SHARE_ROW_EXCLUSIVE);
            case TableStep.Inherit inherit -> {
                taken.add(table, ACCESS_EXCLUSIVE);
                taken.add(inherit.parent().key(), inherit.end() ? ACCESS_SHARE : SHARE_UPDATE_EXCLUSIVE);
            }
            case TableStep.SetNotNull _, TableStep.DropNotNull _, TableStep.RenameColumn _, TableStep.AddIdentity _ ->
                family(ACCESS_EXCLUSIVE);
            case TableStep.Catalog catalog -> {
                if (catalog.descends()) {
                    family(catalog.mode());
                } else {
                    taken.add(table, catalog.mode());
                }
            }
        }
    }

    private void family(LockMode mode) {
        if (alter.only()) {
            taken.add(table, mode);
        } else {
            scene.family(table).forEach(relation -> taken.add(relation, mode));
        }
    }

    private void reference(Constraint constraint) {
        constraint.referenced().ifPresent(referenced -> taken.add(referenced.key(), SHARE_ROW_EXCLUSIVE));
    }

    /// Tables whose foreign keys go or are made anew: the triggers stand on both sides.
    private void neighbours(Predicate<ForeignKey> touched, boolean incoming) {
        scene.from(table).stream().filter(touched).forEach(key -> taken.add(key.referenced(), ACCESS_EXCLUSIVE));
        if (incoming) {
            scene.to(table).stream().filter(touched).forEach(key -> taken.add(key.table(), ACCESS_EXCLUSIVE));
        }
    }

    private boolean uses(ForeignKey key, Name column) {
        return (key.table().equals(table) && key.columns().contains(column.key()))
                || (key.referenced().equals(table) && key.referencedColumns().contains(column.key()));
    }

    private void attach(Name partition) {
        taken.add(table, SHARE_UPDATE_EXCLUSIVE);
        taken.add(partition.key(), ACCESS_EXCLUSIVE);
        scene.defaultPartition(table).ifPresent(rest -> taken.add(rest, ACCESS_EXCLUSIVE));
    }

    private void detach(TableStep.Detach detach) {
        var parent = detach.concurrently() ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE;
        taken.add(table, parent);
        taken.add(detach.partition().key(), ACCESS_EXCLUSIVE);
        if (!detach.concurrently()) {
            scene.defaultPartition(table).ifPresent(rest -> taken.add(rest, ACCESS_EXCLUSIVE));
        }
    }
}
