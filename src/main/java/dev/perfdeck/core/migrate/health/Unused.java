package dev.perfdeck.core.migrate.health;

import dev.perfdeck.model.health.Consideration;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.model.health.HealthFinding.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Indexes that no statement has read since the statistics began, or hardly one, and everything that may need them
/// nonetheless. Pure.
final class Unused {
    /// A month has every report in it that comes once a month.
    static final Duration LONG_ENOUGH = Duration.ofDays(30);

    /// Before it nothing is said of an index at all.
    private static final Duration A_BEGINNING = Duration.ofDays(1);

    private static final int WRITES_A_SCAN = 1000;

    private final Facts facts;

    Unused(Facts facts) {
        this.facts = facts;
    }

    List<HealthFinding> of(List<Family> families) {
        return families.stream()
                .filter(family -> family.head().valid() && facts.counts())
                .flatMap(family -> judge(family).stream())
                .toList();
    }

    private Optional<HealthFinding> judge(Family family) {
        if (family.scans() == 0) {
            return Optional.of(Findings.drop(Kind.UNUSED, family, never(), considerations(family)));
        }
        if (!rarely(family)) {
            return Optional.empty();
        }
        var all = considerations(family);
        all.add(Findings.caution("It was read " + family.scans() + " times" + last(family)
                + " while its table was written " + family.writes() + " times: somebody needs it now and then."));
        return Optional.of(Findings.drop(Kind.UNUSED, family, "hardly ever read", all));
    }

    private String never() {
        return facts.age().isZero() ? "not read" : "not read in " + Facts.spoken(facts.age());
    }

    /// By the time of the last scan where the server keeps it (16 and later), else by what it costs for each scan.
    private boolean rarely(Family family) {
        var at = family.lastScan();
        return facts.age().compareTo(LONG_ENOUGH) >= 0
                && family.scans() > 0
                && !family.head().rule()
                && (at == null
                        ? family.scans() * WRITES_A_SCAN < family.writes()
                        : Duration.between(at, facts.at()).compareTo(LONG_ENOUGH) >= 0);
    }

    private String last(Family family) {
        var at = family.lastScan();
        return at == null ? "" : ", the last time " + Facts.spoken(Duration.between(at, facts.at())) + " ago,";
    }

    private List<Consideration> considerations(Family family) {
        var all = new ArrayList<Consideration>();
        rules(family.head(), all);
        counting(all);
        elsewhere(family, all);
        if (family.writes() > 0) {
            all.add(Findings.good("Its table was written " + family.writes() + " times, and each write paid for it."));
        }
        return all;
    }

    private static void rules(IndexRow head, List<Consideration> all) {
        if (head.primary()) {
            all.add(Findings.against("It is the primary key."));
        } else if (head.exclusion()) {
            all.add(Findings.against("It holds up the exclusion constraint " + head.constraint() + "."));
        } else if (head.unique()) {
            all.add(Findings.against("It is unique: it keeps duplicates out, which no scan counts."));
        }
        if (head.referenced() > 0) {
            all.add(Findings.against(head.referenced() + " foreign keys rely on it."));
        }
        if (head.replicaIdentity()) {
            all.add(Findings.against("Logical replication tells rows apart by it (replica identity)."));
        }
        if (!head.extension().isEmpty()) {
            all.add(Findings.against("Its table belongs to the extension " + head.extension() + "."));
        }
    }

    private void counting(List<Consideration> all) {
        if (facts.age().isZero()) {
            all.add(Findings.caution("The server does not say since when it counts."));
        } else if (facts.age().compareTo(A_BEGINNING) < 0) {
            all.add(Findings.against(
                    "Scans are counted for only " + Facts.spoken(facts.age()) + ": too soon to tell."));
        } else if (facts.age().compareTo(LONG_ENOUGH) < 0) {
            all.add(Findings.caution(
                    "Scans are counted for only " + Facts.spoken(facts.age()) + "; a monthly report may still come."));
        } else {
            all.add(Findings.good("Scans are counted for " + Facts.spoken(facts.age()) + "."));
        }
        if (facts.standby()) {
            all.add(Findings.caution("This is a standby; the primary may read it."));
        }
        if (facts.standbys() > 0) {
            all.add(Findings.caution(
                    facts.standbys() == 1
                            ? "A standby exists, whose scans are not counted here: look there too."
                            : facts.standbys() + " standbys exist, whose scans are not counted here: look there too."));
        }
    }

    private static void elsewhere(Family family, List<Consideration> all) {
        var head = family.head();
        if (head.expressions()) {
            all.add(
                    Findings.caution(
                            "It is on an expression, whose statistics better the planner's estimates even when it is not read."));
        }
        if (head.clustered()) {
            all.add(Findings.caution("CLUSTER orders the table by it."));
        }
        if (!head.tablespace().isEmpty()) {
            all.add(Findings.caution(
                    "It is in the tablespace " + head.tablespace() + "; the undo would build it in the default one."));
        }
        if (family.head().partitioned()) {
            all.add(Findings.good("Scans of all " + family.parts().size() + " parts are counted together."));
        }
    }
}
