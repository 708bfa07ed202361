package dev.perfdeck.core.migrate.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.core.target.explain.ExplainJson;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.IndexPlan;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.plan.PlanDocument;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Plans before an index was built, kept in the journal's line that the build began. Pure.
final class PlanNotes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_PLAN = 30_000;
    private static final Pattern EACH = Pattern.compile("(?m)^(?=plan before: )");
    private static final Pattern NOTE = Pattern.compile(
            "plan before: (.*?), cost (\\S+), of (\\S+): (.*?)(?:\nas JSON: ([^\n]*))?\n?", Pattern.DOTALL);

    private PlanNotes() {}

    static String note(Collection<IndexPlan> plans) {
        return plans.stream().map(PlanNotes::note).collect(Collectors.joining("\n"));
    }

    static String note(IndexPlan plan) {
        return String.format(
                Locale.ROOT,
                "plan before: %s, cost %.2f, of %s: %s%s",
                plan.scan(),
                plan.cost(),
                plan.index(),
                plan.query(),
                plan.plan()
                        .map(PlanNotes::line)
                        .filter(line -> line.length() < LONGEST_PLAN)
                        .orElse(""));
    }

    private static String line(PlanDocument plan) {
        try {
            return "\nas JSON: " + JSON.readTree(plan.json());
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /// Of the newest begin that saw queries which the index did not serve yet.
    static List<IndexPlan> before(List<JournalEntry> entries, String step, String index) {
        return entries.reversed().stream()
                .filter(entry -> entry.step().equals(step) && entry.outcome() == JournalEntry.Outcome.BEGUN)
                .map(entry -> unserved(entry.detail(), index))
                .filter(plans -> !plans.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<IndexPlan> unserved(String detail, String index) {
        return EACH.splitAsStream(detail)
                .map(NOTE::matcher)
                .filter(found -> found.matches()
                        && found.group(3).equals(index)
                        && !found.group(1).contains(index))
                .map(found -> new IndexPlan(
                        found.group(3),
                        found.group(4),
                        found.group(1),
                        Double.parseDouble(found.group(2)),
                        /* served= */ false,
                        plan(found)))
                .toList();
    }

    /// What was made unreadable by taking out a secret is no plan any more.
    private static Optional<PlanDocument> plan(MatchResult found) {
        try {
            return Optional.ofNullable(found.group(5)).map(ExplainJson::read);
        } catch (FaultException e) {
            return Optional.empty();
        }
    }
}
