package dev.perfdeck.core.migrate.health;

import dev.perfdeck.model.health.Consideration;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.model.health.HealthFinding.Kind;
import dev.perfdeck.model.migration.IndexOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Foreign keys without an index, and the index that each wants. Pure.
final class Missing {
    /// A table of so few rows is read whole faster than through an index.
    private static final int FEW_ROWS = 1000;

    private final Set<String> taken;

    /// @param names of the indexes that there are
    Missing(Set<String> names) {
        this.taken = new HashSet<>(names);
    }

    List<HealthFinding> of(List<ForeignKey> keys) {
        return keys.stream().map(this::judge).toList();
    }

    private HealthFinding judge(ForeignKey key) {
        var name = Orders.name(key.table(), key.columns(), taken);
        taken.add(name);
        var considerations = considerations(key);
        var because = "for deletes in " + key.referenced();
        return new HealthFinding(
                Kind.MISSING,
                Findings.counsel(considerations),
                key.schema(),
                key.table(),
                key.title(),
                because,
                key.bytes(),
                -1,
                false,
                considerations,
                key.partitioned() ? List.of() : List.of(order(key, name, because)),
                key.partitioned() ? byHand(key, name) : "");
    }

    private static List<Consideration> considerations(ForeignKey key) {
        var all = new ArrayList<Consideration>();
        if (key.rows() >= 0 && key.rows() < FEW_ROWS) {
            all.add(Findings.against("The table has only " + key.rows() + " rows: reading it whole is as fast."));
        } else {
            all.add(Findings.good("Each delete in " + key.referenced() + " reads " + key.table() + " whole"
                    + (key.rows() < 0 ? "." : String.format(Locale.ROOT, ", %,d rows.", key.rows()))));
        }
        all.add(
                key.deletes() > 0
                        ? Findings.good(String.format(
                                Locale.ROOT,
                                "%s lost %,d rows since the statistics began.",
                                key.referenced(),
                                key.deletes()))
                        : Findings.caution("Nothing was deleted from " + key.referenced()
                                + " since the statistics began; an index pays only when that happens."));
        if (key.writes() > 0) {
            all.add(Findings.good(String.format(
                    Locale.ROOT,
                    "The table was written %,d times; each write will also keep up the new index.",
                    key.writes())));
        }
        return all;
    }

    private static IndexOrder order(ForeignKey key, String name, String because) {
        return new IndexOrder(
                IndexOrder.Act.CREATE,
                key.schema(),
                key.table(),
                name,
                "CREATE INDEX CONCURRENTLY " + name + " ON " + key.qualifiedTable() + " (" + key.quoted() + ")",
                "DROP INDEX CONCURRENTLY " + Orders.quoted(key.schema()) + "." + name,
                "missing under foreign key " + key.name() + ": " + because);
    }

    private static String byHand(ForeignKey key, String name) {
        var parts = key.leaves().stream()
                .map(leaf -> "CREATE INDEX CONCURRENTLY ON " + leaf + " (" + key.quoted() + ");\n-- then: ALTER INDEX "
                        + Orders.quoted(key.schema()) + "." + name + " ATTACH PARTITION <its name>;")
                .collect(Collectors.joining("\n"));
        return "-- PostgreSQL builds none concurrently on a partitioned table: first a parent without parts, then each part."
                + "\nCREATE INDEX " + name + " ON ONLY " + key.qualifiedTable() + " (" + key.quoted() + ");\n" + parts;
    }
}
