package dev.perfdeck.core.migrate.health;

import dev.perfdeck.model.health.Consideration;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.model.health.HealthFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Indexes that no reader uses: left behind by a build, a rebuild or a removal that did not end. One that is being
/// built
/// is not among them. Pure.
final class Invalid {
    private static final Pattern LEFT_BY_REINDEX = Pattern.compile(".*_cc(?:new|old)\\d*");

    private Invalid() {}

    static List<HealthFinding> of(List<Family> families) {
        var found = new ArrayList<HealthFinding>();
        for (var family : families) {
            for (var row : rows(family)) {
                if (!row.valid() && !row.building()) {
                    found.add(judge(row));
                }
            }
        }
        return found;
    }

    /// A part may be invalid while its parent, made before, still says otherwise.
    private static List<IndexRow> rows(Family family) {
        return family.head().partitioned()
                ? java.util.stream.Stream.concat(java.util.stream.Stream.of(family.head()), family.parts().stream())
                        .toList()
                : family.parts();
    }

    private static HealthFinding judge(IndexRow row) {
        var family = new Family(row, List.of(row));
        if (row.partitioned()) {
            return incomplete(row, family);
        }
        var rebuilt = LEFT_BY_REINDEX.matcher(row.name()).matches();
        var because = rebuilt ? "left by a rebuild that did not end" : "left by a build that did not end";
        var why = Findings.why(Kind.INVALID, because);
        var actions = rebuilt
                ? List.of(Orders.drop(row, why))
                : row.part()
                        ? List.of(Orders.rebuild(row, why))
                        : List.of(Orders.rebuild(row, why), Orders.drop(row, why));
        return Findings.finding(Kind.INVALID, family, because, considerations(row), row.bytes(), actions, "");
    }

    private static List<Consideration> considerations(IndexRow row) {
        var all = new ArrayList<Consideration>();
        all.add(Findings.good("No plan uses it: PostgreSQL believes it only when it is valid."));
        all.add(Findings.good(
                row.ready()
                        ? "Every write to " + row.table() + " still pays for it."
                        : "Writes to " + row.table() + " do not keep it up, so it only takes room."));
        if (row.unique()) {
            all.add(
                    Findings.good(
                            "It is unique: rebuilding fails while there are duplicates, and until then nobody holds the rule up."));
        }
        return all;
    }

    private static HealthFinding incomplete(IndexRow row, Family family) {
        return Findings.finding(
                Kind.INVALID,
                family,
                "not all parts have it",
                List.of(Findings.caution("It becomes valid by itself once every part of " + row.table()
                        + " has an index like it, attached.")),
                -1,
                List.of(),
                "-- On each part that has none, concurrently, then:\nALTER INDEX " + row.qualified()
                        + " ATTACH PARTITION <index of the part>;");
    }
}
