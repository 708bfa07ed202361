package dev.perfdeck.app;

import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The one sentence that answers first: are the targets met, and if not, which one and what to do. Pure.
///
/// @param verdict colours the sign beside it
public record Headline(Verdict verdict, String title, String because) {

    public static Headline of(TargetStatus status, List<SourceHealth> health) {
        var lost =
                health.stream().filter(h -> h.lamp() == SourceHealth.Lamp.DOWN).toList();
        var missed = missed(status);
        if (!missed.isEmpty()) {
            return new Headline(Verdict.MISSED, count(missed.size()), String.join("; ", missed) + ".");
        }
        if (!lost.isEmpty()) {
            var first = lost.getFirst();
            return new Headline(
                    Verdict.UNKNOWN,
                    first.source().title() + " does not answer",
                    first.fault().map(f -> f.summary() + ". " + f.remedy()).orElse(""));
        }
        var unknown = unknown(status);
        if (!unknown.isEmpty()) {
            return new Headline(
                    Verdict.UNKNOWN,
                    "Not all targets can be judged yet",
                    "No data in the last 5 minutes for " + String.join(", ", unknown) + ".");
        }
        return new Headline(Verdict.MET, "All targets met", met(status));
    }

    private static List<String> missed(TargetStatus status) {
        var reasons = new ArrayList<String>();
        if (status.api() == Verdict.MISSED) {
            reasons.add("API P95 is %s ms, the target is below %s ms"
                    .formatted(
                            whole(status.apiP95Millis()), whole(status.targets().apiP95Millis())));
        }
        if (status.cache() == Verdict.MISSED) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of cache reads hit, the target is at least %.0f %%",
                    status.cacheHitRatePercent(),
                    status.targets().cacheHitRatePercent()));
        }
        if (status.indexes() == Verdict.MISSED) {
            var lacking = status.indexesWanted() - status.indexesValid();
            reasons.add(lacking + " of " + status.indexesWanted()
                    + " performance indexes are missing, so their queries read whole tables");
        }
        return reasons;
    }

    private static List<String> unknown(TargetStatus status) {
        var names = new ArrayList<String>();
        if (status.api() == Verdict.UNKNOWN) {
            names.add("the API P95");
        }
        if (status.cache() == Verdict.UNKNOWN) {
            names.add("the cache hit rate");
        }
        if (status.indexes() == Verdict.UNKNOWN) {
            names.add("the performance indexes");
        }
        return names;
    }

    private static String met(TargetStatus status) {
        return String.format(
                Locale.ROOT,
                "API P95 is %s ms, %.1f %% of cache reads hit, all %d performance indexes are valid.",
                whole(status.apiP95Millis()),
                status.cacheHitRatePercent(),
                status.indexesWanted());
    }

    private static String count(int missed) {
        return missed == 1 ? "One target missed" : (missed == 2 ? "Two" : "All three") + " targets missed";
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }
}
