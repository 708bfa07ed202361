package dev.perfdeck.core.migrate.health;

import dev.perfdeck.model.health.Consideration;
import dev.perfdeck.model.health.Consideration.Weight;
import dev.perfdeck.model.health.Counsel;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.model.health.HealthFinding.Kind;
import dev.perfdeck.model.migration.IndexOrder;
import java.util.List;

/// Puts findings about an index together. Pure.
final class Findings {
    private Findings() {}

    /// An index that could be dropped; what to keep gets no action.
    static HealthFinding drop(Kind kind, Family family, String because, List<Consideration> considerations) {
        var head = family.head();
        var counsel = counsel(considerations);
        var concurrent =
                !head.partitioned() && !head.part() && head.constraint().isEmpty();
        var keep = counsel == Counsel.KEEP;
        return finding(
                kind,
                family,
                because,
                considerations,
                family.bytes(),
                keep || !concurrent ? List.of() : List.of(Orders.drop(head, why(kind, because))),
                keep || concurrent ? "" : byHand(head));
    }

    private static String byHand(IndexRow head) {
        if (head.part()) {
            return "-- It belongs to a partitioned index and goes with that one.";
        }
        var reason = head.partitioned()
                ? "-- PostgreSQL drops no partitioned index concurrently: this locks out readers for a moment."
                : "-- It belongs to a constraint, which locks out readers for a moment when it is dropped.";
        return reason + "\nSET lock_timeout = '2s';\n" + Orders.dropByHand(head);
    }

    static HealthFinding finding(
            Kind kind,
            Family family,
            String because,
            List<Consideration> considerations,
            long bytes,
            List<IndexOrder> actions,
            String byHand) {
        var head = family.head();
        return new HealthFinding(
                kind,
                counsel(considerations),
                head.schema(),
                head.table(),
                head.title(),
                because,
                bytes,
                family.scans(),
                kind == Kind.BLOATED,
                considerations,
                actions,
                byHand);
    }

    static String why(Kind kind, String because) {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ": " + because;
    }

    static Counsel counsel(List<Consideration> considerations) {
        return has(considerations, Weight.AGAINST)
                ? Counsel.KEEP
                : has(considerations, Weight.CAUTION) ? Counsel.ASK : Counsel.SAFE;
    }

    private static boolean has(List<Consideration> considerations, Weight weight) {
        return considerations.stream().anyMatch(each -> each.weight() == weight);
    }

    static Consideration good(String text) {
        return new Consideration(Weight.FOR, text);
    }

    static Consideration caution(String text) {
        return new Consideration(Weight.CAUTION, text);
    }

    static Consideration against(String text) {
        return new Consideration(Weight.AGAINST, text);
    }
}
