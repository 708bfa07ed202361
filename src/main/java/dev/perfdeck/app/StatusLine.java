package dev.perfdeck.app;

import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/// The status in one sentence, the same on every face: which targets are missed, and of which nothing is known.
public final class StatusLine {
    private StatusLine() {}

    public static String of(TargetStatus status) {
        return switch (status.overall()) {
            case MET -> "✅ All targets met";
            case MISSED ->
                "⚠️ Missed: " + String.join(", ", named(status, Verdict.MISSED))
                        + unknownToo(named(status, Verdict.UNKNOWN));
            case UNKNOWN -> "❔ No data yet: " + String.join(", ", named(status, Verdict.UNKNOWN));
        };
    }

    private static String unknownToo(List<String> unknown) {
        return unknown.isEmpty() ? "" : "; no data yet: " + String.join(", ", unknown);
    }

    private static List<String> named(TargetStatus status, Verdict verdict) {
        var names = new ArrayList<String>();
        if (status.api() == verdict) {
            names.add("API P95 latency");
        }
        if (status.cache() == verdict) {
            names.add("cache hit rate");
        }
        if (status.indexes() == verdict) {
            names.add("performance indexes");
        }
        return names;
    }
}
