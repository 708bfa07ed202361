package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.core.migrate.script.act.TableStep;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tables that are dropped, renamed, emptied, moved, or taken apart.
final class TableRules implements Check {
    @Override
    public void look(Moment moment, Findings findings) {
        var act = moment.act();
        if (act instanceof Act.AlterTable alter && !moment.scene().isNew(alter.table())) {
            moment.eachStep(alter, (step, there) -> look(alter.table(), step, there, findings));
        } else if (act instanceof Act.DropRelation drop) {
            drop(drop, moment, findings);
        } else if (act instanceof Act.Truncate truncate) {
            truncate(truncate, moment, findings);
        } else if (act instanceof Act.Write write) {
            write(write, moment, findings);
        } else if (act instanceof Act.Database database && database.drop()) {
            findings.add(Rule.BAN_DROP_DATABASE, moment.line(), database.name().text(), "");
        } else if (act instanceof Act.CreateTable table) {
            create(table, moment, findings);
        }
    }

    private static void create(Act.CreateTable table, Moment moment, Findings findings) {
        table.partitionOf()
                .filter(parent -> !moment.scene().isNew(parent))
                .ifPresent(parent -> findings.add(
                        Rule.CREATING_PARTITION_IN_PLACE,
                        moment.line(),
                        parent.text(),
                        Partitions.apart(table.name(), parent, moment)));
    }

    private static void look(Name table, TableStep step, Moment moment, Findings findings) {
        switch (step) {
            case TableStep.DropColumn drop ->
                findings.add(
                        Rule.BAN_DROP_COLUMN,
                        moment.line(),
                        table.text() + "." + drop.column().text(),
                        Fixes.acknowledged(Rule.BAN_DROP_COLUMN, moment.sql()));
            case TableStep.RenameTable rename ->
                findings.add(
                        Rule.RENAMING_TABLE,
                        moment.line(),
                        table.text(),
                        "CREATE VIEW " + rename.to().text() + " AS SELECT * FROM " + table.text() + ";");
            case TableStep.RenameColumn rename ->
                findings.add(
                        Rule.RENAMING_COLUMN,
                        moment.line(),
                        table.text() + "." + rename.from().text(),
                        "CREATE VIEW " + table.beside("with", rename.to().bare()) + " AS SELECT *, "
                                + rename.from().text() + " AS " + rename.to().text() + " FROM " + table.text() + ";");
            case TableStep.Rewrite rewrite -> findings.add(Rule.REWRITING_TABLE, moment.line(), table.text(), "");
            case TableStep.ToggleTrigger toggle -> {
                if (toggle.disable()) {
                    findings.add(Rule.DISABLING_TRIGGER, moment.line(), table.text(), "");
                }
            }
            case TableStep.Detach detach -> {
                if (!detach.concurrently()) {
                    findings.add(
                            Rule.REQUIRE_CONCURRENT_PARTITION_DETACH,
                            moment.line(),
                            table.text(),
                            Fixes.alter(
                                    table,
                                    "DETACH PARTITION " + detach.partition().text() + " CONCURRENTLY"));
                }
            }
            case TableStep.Attach attach -> {
                if (!moment.scene().isNew(attach.partition())) {
                    findings.add(
                            Rule.ATTACHING_PARTITION_SCANS,
                            moment.line(),
                            attach.partition().text(),
                            "");
                }
            }
            case TableStep.AddColumn _,
                    TableStep.AddConstraint _,
                    TableStep.AddIdentity _,
                    TableStep.AlterType _,
                    TableStep.Catalog _,
                    TableStep.DropConstraint _,
                    TableStep.DropNotNull _,
                    TableStep.Inherit _,
                    TableStep.SetNotNull _,
                    TableStep.Validate _ -> {}
        }
    }

    private static void drop(Act.DropRelation drop, Moment moment, Findings findings) {
        var old = drop.names().stream()
                .filter(name -> !moment.scene().isNew(name))
                .map(Name::text)
                .collect(Collectors.joining(", "));
        if (drop.kind() == Act.DropRelation.Kind.TABLE && !old.isEmpty()) {
            findings.add(
                    Rule.BAN_DROP_TABLE, moment.line(), old, Fixes.acknowledged(Rule.BAN_DROP_TABLE, moment.sql()));
        }
    }

    private static void truncate(Act.Truncate truncate, Moment moment, Findings findings) {
        var old = truncate.tables().stream()
                .filter(name -> !moment.scene().isNew(name))
                .toList();
        if (old.isEmpty()) {
            return;
        }
        var emptied = old.stream()
                .flatMap(name -> truncate.cascade() ? dependants(name, moment) : Stream.of(name.text()))
                .distinct();
        var fix = emptied.map(Fixes::deleteInBatches).collect(Collectors.joining("\n"));
        findings.add(
                truncate.cascade() ? Rule.BAN_TRUNCATE_CASCADE : Rule.TRUNCATING_TABLE,
                moment.line(),
                old.stream().map(Name::text).collect(Collectors.joining(", ")),
                fix);
    }

    /// The table last: rows that refer to others go before them.
    private static Stream<String> dependants(Name table, Moment moment) {
        var order = new LinkedHashSet<String>();
        collect(table.key(), moment, order);
        return List.copyOf(order).reversed().stream();
    }

    private static void collect(String table, Moment moment, Set<String> order) {
        if (order.add(table)) {
            moment.scene().to(table).forEach(key -> collect(key.table(), moment, order));
        }
    }

    private static void write(Act.Write write, Moment moment, Findings findings) {
        if (write.where() || moment.scene().isNew(write.table())) {
            return;
        }
        var fix = switch (write.verb()) {
            case DELETE -> Fixes.deleteInBatches(write.table().text());
            case UPDATE -> Fixes.batches(write.table(), write.set(), Assignments.pending(write.set()));
            case INSERT, MERGE, COPY -> "";
        };
        findings.add(Rule.UPDATING_WHOLE_TABLE, moment.line(), write.table().text(), fix);
    }
}
