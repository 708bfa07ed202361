package dev.perfdeck.cli;

import dev.perfdeck.app.Shapes;
import dev.perfdeck.app.StatusLine;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The status for a person: the sentence, the three targets, the sources.
final class StatusTable {
    private StatusTable() {}

    static String of(TargetStatus status, List<SourceHealth> health) {
        Map<String, @Nullable Object> shape = Shapes.status(status);
        var table = new StringBuilder(StatusLine.of(status)).append("\n\n");
        row(
                table,
                "API P95 latency",
                value(shape.get("api_p95_current_ms"), " ms"),
                "below " + shape.get("api_p95_target_ms") + " ms",
                status.api());
        row(
                table,
                "cache hit rate",
                value(shape.get("cache_hit_rate_current"), " %"),
                "at least " + shape.get("cache_hit_rate_target") + " %",
                status.cache());
        row(table, "performance indexes", indexes(status), "all", status.indexes());
        table.append('\n');
        health.forEach(source -> table.append(String.format(
                Locale.ROOT, "%-20s %-10s %s%n", source.source().title(), source.version(), lamp(source))));
        return table.toString();
    }

    private static void row(StringBuilder table, String name, String value, String target, Verdict verdict) {
        table.append(String.format(Locale.ROOT, "%-20s %-10s %-18s %s%n", name, value, target, word(verdict)));
    }

    private static String value(@Nullable Object figure, String unit) {
        return figure == null ? "–" : figure + unit;
    }

    private static String indexes(TargetStatus status) {
        return status.indexesValid() < 0 ? "–" : status.indexesValid() + " of " + status.indexesWanted();
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case MET -> "✅ met";
            case MISSED -> "⚠️ missed";
            case UNKNOWN -> "❔ no data yet";
        };
    }

    private static String lamp(SourceHealth source) {
        return switch (source.lamp()) {
            case ABSENT -> "not configured";
            case CONNECTING -> "no answer yet";
            case UP -> "up";
            case LIMITED -> "up, with limits";
            case DOWN -> "down";
        };
    }
}
