package dev.perfdeck.core.migrate.health;

import dev.perfdeck.model.health.Consideration;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.model.health.HealthFinding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Indexes that another valid index of the same table makes superfluous: the same one twice, or one whose columns are
/// the first columns of the other. Method, operator classes, collations, order and predicate must agree; an order
/// turned
/// round as a whole agrees too, since a B-tree is read both ways. Pure.
final class Twins {
    private static final int TURNED = 3;
    private static final int MUCH_LARGER = 3;

    private Twins() {}

    /// @param families of one database; compares within each table
    static List<HealthFinding> of(List<Family> families) {
        var byTable = families.stream()
                .flatMap(Twins::withParts)
                .filter(family -> family.head().valid())
                .sorted(BETTER)
                .collect(Collectors.groupingBy(
                        family -> family.head().tableOid(), LinkedHashMap::new, Collectors.toList()));
        var found = new ArrayList<HealthFinding>();
        for (var here : byTable.values()) {
            for (int i = 0; i < here.size(); i++) {
                superfluous(here, i).ifPresent(found::add);
            }
        }
        return found;
    }

    /// An index that a partition has of its own may be the same as its part of the whole one.
    private static Stream<Family> withParts(Family family) {
        var parts = family.parts().stream().filter(part -> !part.equals(family.head()));
        return Stream.concat(Stream.of(family), parts.map(part -> new Family(part, List.of(part))));
    }

    /// Which of two equal ones stays: the one that does more, then the one that is used more, then the older.
    private static final Comparator<Family> BETTER = Comparator.comparing(
                    (Family family) -> !family.head().primary())
            .thenComparing(family -> family.head().referenced() == 0)
            .thenComparing(family -> family.head().constraint().isEmpty())
            .thenComparing(family -> !family.head().unique())
            .thenComparing(family -> !family.head().part())
            .thenComparing(family -> !family.head().replicaIdentity())
            .thenComparing(family -> !family.head().clustered())
            .thenComparing(Comparator.comparingLong(Family::scans).reversed())
            .thenComparingLong(family -> family.head().oid());

    private static Optional<HealthFinding> superfluous(List<Family> here, int at) {
        var family = here.get(at);
        if (family.head().part()) {
            return Optional.empty(); // its parent decides
        }
        for (int i = 0; i < at; i++) {
            if (same(family.head(), here.get(i).head())) {
                return Optional.of(duplicate(family, here.get(i)));
            }
        }
        return here.stream()
                .filter(other -> !other.equals(family) && covers(other.head(), family.head()))
                .findFirst()
                .map(other -> redundant(family, other));
    }

    /// The same entries in the same order, and no rule that only the first holds up.
    static boolean same(IndexRow one, IndexRow kept) {
        return one.keys().equals(kept.keys())
                && one.options().equals(kept.options())
                && new HashSet<>(one.included()).equals(new HashSet<>(kept.included()))
                && alike(one, kept, one.keyCount())
                && (!one.unique() || (kept.unique() && one.nullsNotDistinct() == kept.nullsNotDistinct()))
                && (!one.exclusion() || one.definition().equals(kept.definition()));
    }

    private static boolean alike(IndexRow one, IndexRow other, int keys) {
        return one.method().equals(other.method())
                && one.predicate().equals(other.predicate())
                && one.opclasses().equals(other.opclasses().subList(0, keys))
                && one.collations().equals(other.collations().subList(0, keys));
    }

    /// Whether all that `narrow` can do, `wide` can do too.
    static boolean covers(IndexRow wide, IndexRow narrow) {
        var keys = narrow.keyCount();
        return narrow.method().equals("btree")
                && !narrow.rule()
                && wide.keyCount() >= keys
                && wide.keys().subList(0, keys).equals(narrow.keys())
                && alike(narrow, wide, keys)
                && wide.columns().containsAll(narrow.included())
                && (ordered(wide, narrow, i -> i == 0) || ordered(wide, narrow, i -> i == TURNED))
                && !(keys == wide.keyCount() && same(narrow, wide));
    }

    private static boolean ordered(IndexRow wide, IndexRow narrow, IntPredicate difference) {
        return IntStream.range(0, narrow.keyCount())
                .map(i -> wide.options().get(i) ^ narrow.options().get(i))
                .allMatch(difference);
    }

    private static HealthFinding duplicate(Family family, Family kept) {
        var all = common(family);
        all.add(Findings.good(
                kept.head().title() + " has the same columns in the same order" + rule(kept.head()) + " and stays."));
        return Findings.drop(
                Kind.DUPLICATE, family, "the same as " + kept.head().title(), all);
    }

    private static String rule(IndexRow kept) {
        return kept.primary() ? ", is the primary key" : kept.unique() ? ", is unique" : "";
    }

    private static HealthFinding redundant(Family family, Family wide) {
        var all = common(family);
        all.add(Findings.good(wide.head().title() + " begins with the same columns ("
                + String.join(", ", wide.head().columns()) + ") and serves every search that this one serves."));
        if (!ordered(wide.head(), family.head(), i -> i == 0)) {
            all.add(Findings.good("Its order is turned round as a whole; a B-tree is read both ways."));
        }
        if (family.bytes() > 0 && wide.bytes() > MUCH_LARGER * family.bytes()) {
            all.add(Findings.caution("The other one is " + wide.bytes() / family.bytes()
                    + " times as large, so a scan of much of it costs more."));
        }
        return Findings.drop(Kind.REDUNDANT, family, "covered by " + wide.head().title(), all);
    }

    private static List<Consideration> common(Family family) {
        var head = family.head();
        var all = new ArrayList<Consideration>();
        if (head.replicaIdentity()) {
            all.add(Findings.against("Logical replication tells rows apart by it (replica identity)."));
        }
        if (head.referenced() > 0) {
            all.add(Findings.against(head.referenced() + " foreign keys rely on it."));
        }
        if (!head.constraint().isEmpty()) {
            all.add(Findings.caution("It belongs to the constraint " + head.constraint() + "."));
        }
        if (head.clustered()) {
            all.add(Findings.caution("CLUSTER orders the table by it; choose the other one first."));
        }
        if (!head.extension().isEmpty()) {
            all.add(Findings.against("Its table belongs to the extension " + head.extension() + "."));
        }
        return all;
    }
}
