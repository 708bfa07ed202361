package dev.perfdeck.core.migrate.run;

import dev.perfdeck.model.IndexPlan;
import dev.perfdeck.model.migration.JournalEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The plan before an index was built, kept in the journal's line that the build began. Pure.
final class PlanNotes {
    private static final Pattern NOTE =
            Pattern.compile("plan before: (.*), cost (\\S+), of (\\S+): (.*)", Pattern.DOTALL);

    private PlanNotes() {}

    static String note(IndexPlan plan) {
        return String.format(
                Locale.ROOT,
                "plan before: %s, cost %.2f, of %s: %s",
                plan.scan(),
                plan.cost(),
                plan.index(),
                plan.query());
    }

    /// The newest that shows a query not yet served.
    static Optional<IndexPlan> before(List<JournalEntry> entries, String step) {
        return entries.reversed().stream()
                .filter(entry -> entry.step().equals(step) && entry.outcome() == JournalEntry.Outcome.BEGUN)
                .map(entry -> NOTE.matcher(entry.detail()))
                .filter(found -> found.matches() && !found.group(1).contains(found.group(3)))
                .map(found -> new IndexPlan(
                        found.group(3), found.group(4), found.group(1), Double.parseDouble(found.group(2)), false))
                .findFirst();
    }
}
