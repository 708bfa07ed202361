package dev.perfdeck.core.migrate.locks;

import dev.perfdeck.core.migrate.locks.Relations.ColumnFact;
import dev.perfdeck.core.migrate.locks.Relations.ForeignKey;
import dev.perfdeck.core.migrate.locks.Relations.Index;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Column;
import dev.perfdeck.core.migrate.script.act.Constraint;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.core.migrate.script.act.TableStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The schema as it is known at one statement of a script: what was there, and what the statements before have made.
/// For one thread.
public final class Scene {
    private final Relations known;
    private final Set<String> created = new HashSet<>();
    private final Map<String, Index> indexes = new HashMap<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<String, ColumnFact> columns = new HashMap<>();
    private final Map<String, String> notNullChecks = new HashMap<>();
    private final Set<String> checked = new HashSet<>();
    private final Set<String> views = new HashSet<>();
    private boolean utc;

    public Scene(Relations known) {
        this.known = known;
        indexes.putAll(known.indexes());
        foreignKeys.addAll(known.foreignKeys());
        known.children().forEach((parent, of) -> children.put(parent, new ArrayList<>(of)));
        columns.putAll(known.columns());
        checked.addAll(known.checked());
        views.addAll(known.views());
    }

    /// Made by this script: nobody else uses it yet.
    public boolean isNew(String relation) {
        return created.contains(relation);
    }

    public boolean isNew(Name relation) {
        return isNew(relation.key());
    }

    public Optional<String> tableOf(String index) {
        return Optional.ofNullable(indexes.get(index)).map(Index::table);
    }

    /// The columns of an index; empty where it is not known.
    public List<String> columnsOf(String index) {
        var found = indexes.get(index);
        return found == null ? List.of() : found.columns();
    }

    public boolean indexed(String table, List<String> first) {
        return indexes.values().stream()
                .anyMatch(index -> index.table().equals(table)
                        && index.columns().size() >= first.size()
                        && index.columns().subList(0, first.size()).containsAll(first));
    }

    public List<ForeignKey> from(String table) {
        return foreignKeys.stream().filter(key -> key.table().equals(table)).toList();
    }

    public List<ForeignKey> to(String table) {
        return foreignKeys.stream()
                .filter(key -> key.referenced().equals(table))
                .toList();
    }

    /// The table and all below it.
    public Set<String> family(String table) {
        var all = new LinkedHashSet<String>();
        collect(table, all);
        return all;
    }

    private void collect(String table, Set<String> all) {
        if (all.add(table)) {
            children.getOrDefault(table, List.of()).forEach(child -> collect(child, all));
        }
    }

    public List<String> children(String table) {
        return children.getOrDefault(table, List.of());
    }

    public Optional<String> defaultPartition(String table) {
        return Optional.ofNullable(known.defaults().get(table));
    }

    /// The tables with a column of this type.
    public List<String> usersOf(String domain) {
        return columns.entrySet().stream()
                .filter(column -> column.getValue().type().equals(domain))
                .map(column -> column.getKey().substring(0, column.getKey().lastIndexOf('.')))
                .distinct()
                .toList();
    }

    public boolean isView(String name) {
        return views.contains(name);
    }

    /// What is known now: the scene of the next script begins with it.
    public Relations relations() {
        return new Relations(indexes, foreignKeys, children, columns, checked, views, known.defaults());
    }

    public Optional<ColumnFact> column(Name table, Name column) {
        return Optional.ofNullable(columns.get(key(table, column)));
    }

    /// A validated check says that the column holds no null.
    public boolean provenNotNull(Name table, Name column) {
        return checked.contains(key(table, column))
                || column(table, column).filter(ColumnFact::notNull).isPresent();
    }

    /// The script has set its time zone to UTC: `timestamp` and `timestamptz` are then the same bytes.
    public boolean utc() {
        return utc;
    }

    private static String key(Name table, Name column) {
        return table.key() + "." + column.key();
    }

    /// What the statement changes stands from now on.
    public void apply(Act act) {
        switch (act) {
            case Act.CreateTable table -> create(table);
            case Act.CreateView view -> {
                if (views.add(view.name().key())) {
                    created.add(view.name().key());
                }
            }
            case Act.CreateIndex index ->
                index.name().ifPresent(name -> {
                    indexes.put(name.key(), new Index(index.table().key(), keys(index.columns())));
                });
            case Act.AlterTable alter -> alter.steps().forEach(step -> apply(alter.table(), step));
            case Act.Setting setting -> {
                if (setting.name().equals("timezone")) {
                    utc = setting.value().equals("utc");
                }
            }
            case Act.AlterIndex _,
                    Act.AlterEnum _,
                    Act.Analyze _,
                    Act.Cluster _,
                    Act.Code _,
                    Act.CreateEnum _,
                    Act.Database _,
                    Act.Domain _,
                    Act.DropIndex _,
                    Act.DropRelation _,
                    Act.LockTable _,
                    Act.Other _,
                    Act.Refresh _,
                    Act.Reindex _,
                    Act.Touch _,
                    Act.Transaction _,
                    Act.Trigger _,
                    Act.Truncate _,
                    Act.Vacuum _,
                    Act.Write _ -> {}
        }
    }

    private void create(Act.CreateTable table) {
        var name = table.name();
        created.add(name.key());
        table.partitionOf().ifPresent(parent -> addChild(parent.key(), name.key()));
        table.inherits().forEach(parent -> addChild(parent.key(), name.key()));
        table.columns().forEach(column -> add(name, column));
        table.constraints().forEach(constraint -> add(name, constraint));
    }

    private void addChild(String parent, String child) {
        children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(child);
    }

    private void apply(Name table, TableStep step) {
        switch (step) {
            case TableStep.AddColumn add -> add(table, add.column());
            case TableStep.AddConstraint add -> add(table, add.constraint());
            case TableStep.AlterType type ->
                columns.put(
                        key(table, type.column()), new ColumnFact(type.type(), provenNotNull(table, type.column())));
            case TableStep.SetNotNull set -> checked.add(key(table, set.column()));
            case TableStep.DropNotNull drop -> forget(key(table, drop.column()));
            case TableStep.Validate validate -> validated(key(table, validate.constraint()));
            case TableStep.Attach attach ->
                addChild(table.key(), attach.partition().key());
            case TableStep.Detach detach -> {
                if (children.containsKey(table.key())) {
                    children.get(table.key()).remove(detach.partition().key());
                }
            }
            case TableStep.RenameTable rename -> {
                if (isNew(table)) {
                    created.add(rename.to().key());
                }
            }
            case TableStep.DropConstraint drop ->
                foreignKeys.removeIf(key -> key.table().equals(table.key())
                        && key.name().equals(drop.constraint().key()));
            case TableStep.AddIdentity _,
                    TableStep.Catalog _,
                    TableStep.DropColumn _,
                    TableStep.Inherit _,
                    TableStep.RenameColumn _,
                    TableStep.Rewrite _,
                    TableStep.ToggleTrigger _ -> {}
        }
    }

    private void forget(String column) {
        checked.remove(column);
        var fact = columns.get(column);
        if (fact != null) {
            columns.put(column, new ColumnFact(fact.type(), /* notNull= */ false));
        }
    }

    private void validated(String constraint) {
        var column = notNullChecks.get(constraint);
        if (column != null) {
            checked.add(column);
        }
    }

    private void add(Name table, Column column) {
        columns.put(key(table, column.name()), new ColumnFact(column.type(), column.notNull()));
        column.constraints().forEach(constraint -> add(table, constraint));
    }

    private void add(Name table, Constraint constraint) {
        var columnKeys = keys(constraint.columns());
        switch (constraint.kind()) {
            case FOREIGN_KEY ->
                constraint
                        .referenced()
                        .ifPresent(referenced -> foreignKeys.add(new ForeignKey(
                                named(table, constraint, "fkey"),
                                table.key(),
                                columnKeys,
                                referenced.key(),
                                List.of())));
            case CHECK, NOT_NULL -> noteNotNull(table, constraint);
            case UNIQUE -> indexes.put(named(table, constraint, "key"), new Index(table.key(), columnKeys));
            case PRIMARY_KEY -> {
                indexes.put(named(table, constraint, "pkey"), new Index(table.key(), columnKeys));
                constraint.columns().forEach(column -> checked.add(key(table, column)));
            }
            case EXCLUDE -> {}
        }
    }

    /// As PostgreSQL names what is not named.
    private static String named(Name table, Constraint constraint, String suffix) {
        return constraint.name().map(Name::key).orElseGet(() -> {
            var columns = constraint.columns().stream().map(Name::bare).toList();
            return columns.isEmpty() || suffix.equals("pkey")
                    ? table.with(suffix)
                    : table.with(String.join("_", columns), suffix);
        });
    }

    private void noteNotNull(Name table, Constraint constraint) {
        var name = constraint.name().map(Name::key).orElse("");
        NotNullCheck.column(constraint).ifPresent(column -> {
            var key = key(table, column);
            notNullChecks.put(table.key() + "." + name, key);
            if (!constraint.notValid()) {
                checked.add(key);
            }
        });
    }

    private static List<String> keys(List<Name> names) {
        return names.stream().map(Name::key).toList();
    }
}
