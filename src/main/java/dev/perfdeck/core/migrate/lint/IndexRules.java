package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Indexes that are made, dropped and rebuilt.
final class IndexRules implements Check {
    private static final int MANY = 3;

    @Override
    public void look(Moment moment, Findings findings) {
        if (moment.act() instanceof Act.CreateIndex index && !moment.scene().isNew(index.table())) {
            create(index, moment, findings);
        } else if (moment.act() instanceof Act.DropIndex drop && !drop.concurrently()) {
            drop(drop, moment, findings);
        } else if (moment.act() instanceof Act.Reindex reindex && !reindex.concurrently()) {
            reindex(reindex, moment, findings);
        }
    }

    private static void create(Act.CreateIndex index, Moment moment, Findings findings) {
        var where = index.table().text();
        if (!index.concurrently() && !index.only()) {
            findings.add(Rule.REQUIRE_CONCURRENT_INDEX_CREATION, moment.line(), where, concurrently(index, moment));
        }
        if (index.concurrently() && index.ifNotExists()) {
            findings.add(Rule.CONCURRENT_INDEX_IF_NOT_EXISTS, moment.line(), where, anew(index, moment));
        }
        if (!index.unique() && index.columns().size() > MANY) {
            findings.add(Rule.INDEX_WITH_MANY_COLUMNS, moment.line(), where, "");
        }
    }

    private static String concurrently(Act.CreateIndex index, Moment moment) {
        var children = moment.scene().children(index.table().key());
        if (children.isEmpty()) {
            var plain = moment.sqlWith("INDEX", "CONCURRENTLY");
            return plain.replaceFirst("(?i)CONCURRENTLY(\\s+)IF\\s+NOT\\s+EXISTS\\b", "CONCURRENTLY");
        }
        return byPartition(index, moment, children);
    }

    /// A partitioned table takes no concurrent build; each partition does, and the parent's index becomes valid with
    /// the last one.
    private static String byPartition(Act.CreateIndex index, Moment moment, List<String> children) {
        var columns = moment.sqlAfter("ON", index.table().text());
        var unique = index.unique() ? "UNIQUE INDEX " : "INDEX ";
        var name = index.name().map(Name::text).orElse(index.table().with("idx"));
        var lines = new ArrayList<String>();
        lines.add("CREATE " + unique + name + " ON ONLY " + index.table().text() + columns + ";");
        for (var child : children) {
            var own = child.replace("\"", "") + "_" + name.replace("\"", "");
            lines.add("CREATE " + unique + "CONCURRENTLY " + own + " ON " + child + columns + ";");
            lines.add("ALTER INDEX " + name + " ATTACH PARTITION " + own + ";");
        }
        return String.join("\n", lines);
    }

    private static String anew(Act.CreateIndex index, Moment moment) {
        var build = moment.sql().replaceFirst("(?i)\\s+IF\\s+NOT\\s+EXISTS\\b", "");
        return index.name()
                .map(name -> Fixes.lines("DROP INDEX CONCURRENTLY IF EXISTS " + name.text() + ";", build))
                .orElse(build);
    }

    private static void drop(Act.DropIndex drop, Moment moment, Findings findings) {
        boolean all = drop.names().stream().allMatch(name -> ofNewTable(name, moment));
        if (all) {
            return;
        }
        var lines = new ArrayList<String>();
        for (var name : drop.names()) {
            var exists = moment.statement().begins("DROP", "INDEX", "IF") ? "IF EXISTS " : "";
            lines.add("DROP INDEX CONCURRENTLY " + exists + name.text() + ";");
        }
        findings.add(
                Rule.REQUIRE_CONCURRENT_INDEX_DELETION,
                moment.line(),
                drop.names().stream().map(Name::text).collect(Collectors.joining(", ")),
                String.join("\n", lines));
    }

    private static boolean ofNewTable(Name index, Moment moment) {
        return moment.scene().tableOf(index.key()).filter(moment.scene()::isNew).isPresent();
    }

    private static void reindex(Act.Reindex reindex, Moment moment, Findings findings) {
        var name = reindex.name();
        boolean fresh = name.filter(it -> moment.scene().isNew(it) || ofNewTable(it, moment))
                .isPresent();
        if (!fresh) {
            findings.add(
                    Rule.REQUIRE_CONCURRENT_REINDEX,
                    moment.line(),
                    name.map(Name::text).orElse("the database"),
                    moment.sqlWith(reindex.extent().name(), "CONCURRENTLY"));
        }
    }
}
