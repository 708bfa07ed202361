package dev.perfdeck.cli;

import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.CacheAdvice;
import dev.perfdeck.model.advice.IndexAdvice;
import java.util.List;
import java.util.Locale;

/// An advice for a person.
final class AdviceText {
    /// As PostgreSQL writes sizes.
    private static final double MB = 1024 * 1024;

    private static final int TEXT_AT_MOST = 110;

    private AdviceText() {}

    static String of(AdviceReport report, List<AdviceOutcome> outcomes) {
        var text = new StringBuilder();
        if (report.indexes().isEmpty()) {
            text.append("No index would help this workload.\n");
        } else {
            text.append(format(
                    "%d %s would take the workload's cost down by %.1f %%.%n%n",
                    report.indexes().size(), report.indexes().size() == 1 ? "index" : "indexes", report.gainPercent()));
        }
        int number = 1;
        for (var advice : report.indexes()) {
            index(text, number++, advice);
        }
        report.droppable()
                .forEach(it -> text.append(format(
                        "Nobody would miss %s on %s (%.1f MB). %s%n    %s;%n    undo: %s;%n",
                        it.index(), it.table(), it.sizeBytes() / MB, it.reason(), it.ddl(), it.undo())));
        report.statistics()
                .forEach(it ->
                        text.append(format("Statistics of %s: %s.%n    %s;%n", it.table(), it.reason(), it.sql())));
        report.cache().stream()
                .filter(it -> it.choice() != CacheAdvice.Choice.NEITHER)
                .forEach(it -> cache(text, it));
        outcomes.stream()
                .filter(AdviceOutcome::madeWorse)
                .forEach(it -> text.append(
                        format("%s made a statement slower than it was. Undo: %s;%n", it.name(), it.undo())));
        return text.toString();
    }

    private static void index(StringBuilder text, int number, IndexAdvice advice) {
        text.append(format("%d. %s%n    %s;%n", number, shown(advice.summary()), advice.ddl()));
        text.append(format(
                "    gain %.1f %%, size %.1f MB, build about %d s, upkeep %.2f %% of the workload%n    undo: %s;%n",
                advice.predictedGainPercent(),
                advice.sizeBytes() / MB,
                Math.max(1, advice.buildTime().toSeconds()),
                advice.writeCostPercent(),
                advice.undo()));
        advice.evidence()
                .forEach(line -> text.append("    - ").append(shown(line)).append('\n'));
        text.append('\n');
    }

    private static void cache(StringBuilder text, CacheAdvice advice) {
        text.append(format("%s %s%n", shown(advice.query()), advice.summary()));
        advice.tie()
                .ifPresent(tie -> tie.evidence()
                        .forEach(line ->
                                text.append("    - ").append(shown(line)).append('\n')));
    }

    private static String shown(String words) {
        var clean = new StringBuilder();
        words.replaceAll("\\s+", " ")
                .codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(clean::appendCodePoint);
        int most = TEXT_AT_MOST * 2;
        return clean.length() <= most ? clean.toString() : clean.substring(0, most - 1) + "…";
    }

    private static String format(String words, Object... values) {
        return String.format(Locale.ROOT, words.replace("%n", "\n"), values);
    }
}
