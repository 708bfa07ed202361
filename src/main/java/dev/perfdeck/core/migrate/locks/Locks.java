package dev.perfdeck.core.migrate.locks;

import static dev.perfdeck.model.migration.LockMode.ACCESS_EXCLUSIVE;
import static dev.perfdeck.model.migration.LockMode.ACCESS_SHARE;
import static dev.perfdeck.model.migration.LockMode.EXCLUSIVE;
import static dev.perfdeck.model.migration.LockMode.ROW_EXCLUSIVE;
import static dev.perfdeck.model.migration.LockMode.SHARE;
import static dev.perfdeck.model.migration.LockMode.SHARE_ROW_EXCLUSIVE;
import static dev.perfdeck.model.migration.LockMode.SHARE_UPDATE_EXCLUSIVE;

import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Constraint;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.model.migration.LockMode;
import dev.perfdeck.model.migration.TableLock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The locks of one statement, those on what the script itself has made left out; the strongest one for each relation.
/// After the manual's chapter 13.3, and proven against what servers 15 and 18 really take.
public final class Locks {
    private final Scene scene;
    private final LockSet taken = new LockSet();

    private Locks(Scene scene) {
        this.scene = scene;
    }

    public static List<TableLock> of(Act act, Scene scene) {
        var locks = new Locks(scene);
        locks.take(act);
        return locks.taken.strongest(scene);
    }

    private void take(Act act) {
        switch (act) {
            case Act.CreateIndex index ->
                all(
                        index.only() ? Stream.of(index.table().key()) : family(index.table()),
                        index.concurrently() ? SHARE_UPDATE_EXCLUSIVE : SHARE);
            case Act.DropIndex drop -> drop.names().forEach(name -> dropIndex(name, drop.concurrently()));
            case Act.Reindex reindex -> reindex.name().ifPresent(name -> reindex(reindex, name));
            case Act.AlterIndex alter -> taken.add(alter.index().key(), alter.mode());
            case Act.AlterTable alter -> new StepLocks(scene, taken, alter).take();
            case Act.CreateTable table -> createTable(table);
            case Act.DropRelation drop -> drop.names().forEach(name -> dropRelation(name, drop));
            case Act.CreateView view -> {
                if (view.replace() && scene.isView(view.name().key())) {
                    taken.add(view.name().key(), ACCESS_EXCLUSIVE);
                }
            }
            case Act.Truncate truncate -> truncate(truncate);
            case Act.Write write -> all(family(write.table()), ROW_EXCLUSIVE);
            case Act.Trigger trigger ->
                all(family(trigger.table()), trigger.drop() ? ACCESS_EXCLUSIVE : SHARE_ROW_EXCLUSIVE);
            case Act.Refresh refresh ->
                taken.add(refresh.view().key(), refresh.concurrently() ? EXCLUSIVE : ACCESS_EXCLUSIVE);
            case Act.Cluster cluster -> cluster.table().ifPresent(table -> taken.add(table.key(), ACCESS_EXCLUSIVE));
            case Act.Vacuum vacuum -> names(vacuum.tables(), vacuum.full() ? ACCESS_EXCLUSIVE : SHARE_UPDATE_EXCLUSIVE);
            case Act.Analyze analyze -> names(analyze.tables(), SHARE_UPDATE_EXCLUSIVE);
            case Act.LockTable lock -> lock.tables().forEach(table -> all(family(table), lock.mode()));
            case Act.Touch touch -> taken.add(touch.table().key(), touch.mode());
            case Act.Domain domain -> {
                if (!domain.create() && !domain.notValid()) {
                    all(scene.usersOf(domain.name().key()).stream(), SHARE);
                }
            }
            case Act.AlterEnum _,
                    Act.Code _,
                    Act.CreateEnum _,
                    Act.Database _,
                    Act.Other _,
                    Act.Setting _,
                    Act.Transaction _ -> {}
        }
    }

    private Stream<String> family(Name table) {
        return scene.family(table.key()).stream();
    }

    private void all(Stream<String> relations, LockMode mode) {
        relations.forEach(relation -> taken.add(relation, mode));
    }

    private void names(List<Name> names, LockMode mode) {
        names.forEach(name -> all(family(name), mode));
    }

    private void dropIndex(Name index, boolean concurrently) {
        var mode = concurrently ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE;
        taken.add(index.key(), mode);
        scene.tableOf(index.key()).ifPresent(table -> all(scene.family(table).stream(), mode));
    }

    private void reindex(Act.Reindex reindex, Name name) {
        var mode = reindex.concurrently() ? SHARE_UPDATE_EXCLUSIVE : SHARE;
        switch (reindex.extent()) {
            case INDEX -> {
                taken.add(name.key(), reindex.concurrently() ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE);
                scene.tableOf(name.key()).ifPresent(table -> taken.add(table, mode));
            }
            case TABLE -> all(family(name), mode);
            case SCHEMA, DATABASE -> {}
        }
    }

    private void createTable(Act.CreateTable table) {
        Stream.concat(
                        table.constraints().stream(),
                        table.columns().stream().flatMap(column -> column.constraints().stream()))
                .map(Constraint::referenced)
                .flatMap(Optional::stream)
                .forEach(referenced -> taken.add(referenced.key(), SHARE_ROW_EXCLUSIVE));
        table.inherits().forEach(parent -> taken.add(parent.key(), SHARE_UPDATE_EXCLUSIVE));
        table.partitionOf().ifPresent(parent -> {
            taken.add(parent.key(), ACCESS_EXCLUSIVE);
            scene.defaultPartition(parent.key()).ifPresent(rest -> taken.add(rest, ACCESS_EXCLUSIVE));
        });
    }

    private void dropRelation(Name name, Act.DropRelation drop) {
        switch (drop.kind()) {
            case TABLE -> {
                all(drop.cascade() ? family(name) : Stream.of(name.key()), ACCESS_EXCLUSIVE);
                all(scene.from(name.key()).stream().map(Relations.ForeignKey::referenced), ACCESS_EXCLUSIVE);
                if (drop.cascade()) {
                    all(scene.to(name.key()).stream().map(Relations.ForeignKey::table), ACCESS_EXCLUSIVE);
                }
            }
            case VIEW, MATERIALIZED_VIEW -> taken.add(name.key(), ACCESS_EXCLUSIVE);
            case SEQUENCE -> taken.add(name.key(), ACCESS_SHARE);
        }
    }

    private void truncate(Act.Truncate truncate) {
        var open = new ArrayDeque<>(truncate.tables().stream().map(Name::key).toList());
        while (!open.isEmpty()) {
            var table = open.remove();
            if (taken.add(table, ACCESS_EXCLUSIVE)) {
                open.addAll(scene.children(table));
                if (truncate.cascade()) {
                    scene.to(table).forEach(key -> open.add(key.table()));
                }
            }
        }
    }
}
