package dev.perfdeck.core.migrate.health;

import dev.perfdeck.model.health.Counsel;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.model.health.IndexHealth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// From what the server says to what a person should do. Pure.
final class Judgement {
    private Judgement() {}

    static IndexHealth of(HealthReader.Answers said) {
        var facts = said.facts();
        var truncated = said.rows().size() > said.most();
        var rows = truncated ? said.rows().subList(0, said.most()) : said.rows();
        var families = families(rows);
        return new IndexHealth(
                facts.at(),
                facts.countedSince(),
                facts.standbys(),
                facts.standby(),
                families.stream().map(Family::figures).toList(),
                findings(said, rows, families.stream().filter(Judgement::seen).toList()),
                truncated,
                notices(facts, said.bloat()));
    }

    /// A table under a strong lock is left for the next look.
    private static boolean seen(Family family) {
        return !family.head().definition().isEmpty()
                && family.parts().stream().noneMatch(part -> part.definition().isEmpty());
    }

    private static List<HealthFinding> findings(HealthReader.Answers said, List<IndexRow> rows, List<Family> families) {
        var findings = new ArrayList<HealthFinding>(Invalid.of(families));
        var names = rows.stream().map(IndexRow::name).collect(Collectors.toSet());
        findings.addAll(new Missing(names).of(said.keys()));
        findings.addAll(Twins.of(families));
        var told = new HashSet<String>(
                findings.stream().map(HealthFinding::subject).toList());
        new Unused(said.facts())
                .of(families).stream()
                        .filter(finding -> !told.contains(finding.subject()))
                        .forEach(findings::add);
        var byOid = rows.stream().collect(Collectors.toMap(IndexRow::oid, row -> row));
        findings.addAll(new Bloat(byOid, going(findings)).of(said.bloat()));
        findings.sort(WORST);
        return findings;
    }

    private static final Comparator<HealthFinding> WORST = Comparator.comparing(
                    (HealthFinding finding) -> finding.counsel() == Counsel.KEEP)
            .thenComparing(HealthFinding::kind)
            .thenComparing(Comparator.comparingLong(HealthFinding::bytes).reversed())
            .thenComparing(HealthFinding::subject);

    private static List<Family> families(List<IndexRow> rows) {
        var byRoot =
                rows.stream().collect(Collectors.groupingBy(IndexRow::root, LinkedHashMap::new, Collectors.toList()));
        return byRoot.values().stream().map(Family::of).toList();
    }

    /// Rebuilding what is to be dropped would be work for nothing.
    private static Set<String> going(Collection<HealthFinding> findings) {
        return findings.stream()
                .filter(HealthFinding::needsALook)
                .map(HealthFinding::subject)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> notices(Facts facts, List<Bloat.Row> bloat) {
        var all = new ArrayList<String>();
        if (!facts.counts()) {
            all.add(
                    "Scans are not counted, so nothing can be called unused: SET track_counts = on in postgresql.conf.");
        }
        var dark = bloat.stream().filter(row -> !row.known()).count();
        if (dark > 0) {
            all.add(dark + " large indexes cannot be judged for bloat: their columns have no statistics that "
                    + facts.role() + " may read. ANALYZE; or GRANT pg_read_all_data TO " + Orders.quoted(facts.role())
                    + ";");
        }
        return all;
    }
}
