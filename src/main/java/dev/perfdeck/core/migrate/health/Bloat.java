package dev.perfdeck.core.migrate.health;

import dev.perfdeck.model.health.Consideration;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.model.health.HealthFinding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// B-trees that are much larger than their entries need, by the estimate of `bloat.sql`. Pure.
final class Bloat {
    /// @param known  whether all columns have statistics that this role may read
    /// @param wasted bytes beyond what the entries need at their fill factor
    record Row(long oid, boolean known, int fill, long bytes, long wasted) {}

    private final Map<Long, IndexRow> indexes;
    private final Set<String> going;

    /// @param going titles of indexes that are to be dropped anyway
    Bloat(Map<Long, IndexRow> indexes, Set<String> going) {
        this.indexes = indexes;
        this.going = new HashSet<>(going);
    }

    List<HealthFinding> of(List<Row> rows) {
        return rows.stream()
                .filter(Row::known)
                .flatMap(row -> Optional.ofNullable(indexes.get(row.oid()))
                        .filter(index -> index.valid() && !index.building() && !going.contains(index.title()))
                        .map(index -> judge(index, row))
                        .stream())
                .toList();
    }

    private static HealthFinding judge(IndexRow index, Row row) {
        var percent = Math.round(100.0 * row.wasted() / Math.max(1, row.bytes()));
        var because = "about " + percent + " % of its pages";
        return Findings.finding(
                Kind.BLOATED,
                new Family(index, List.of(index)),
                because,
                considerations(index, row),
                row.wasted(),
                index.exclusion() ? List.of() : List.of(Orders.rebuild(index, Findings.why(Kind.BLOATED, because))),
                index.exclusion()
                        ? "-- PostgreSQL rebuilds the index of an exclusion constraint only under a strong lock.\n"
                                + "REINDEX INDEX " + index.qualified() + ";"
                        : "");
    }

    private static List<Consideration> considerations(IndexRow index, Row row) {
        var all = new ArrayList<Consideration>();
        all.add(Findings.good("An estimate from the planner's statistics (mean widths of the columns, fill factor "
                + row.fill() + "); deduplicated entries make it smaller than the truth, never larger."));
        all.add(Findings.good("To measure it, which reads the whole index: SELECT * FROM pgstatindex('"
                + index.qualified().replace("'", "''") + "'); (extension pgstattuple)"));
        all.add(Findings.good("The rebuild needs room for a second copy meanwhile."));
        return all;
    }
}
