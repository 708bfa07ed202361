package dev.perfdeck.ui.advice;

import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.CacheAdvice;
import dev.perfdeck.model.advice.DropAdvice;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.StatisticsAdvice;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.SqlLine;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/// Makes cards of a report: indexes by their gain, caches by what they save, then what nobody would miss, and
/// statistics that are stale. Pure.
final class AdviceCards {
    private final ResourceBundle words;

    AdviceCards(ResourceBundle words) {
        this.words = words;
    }

    List<AdviceCard> of(AdviceReport report) {
        var cards = new ArrayList<AdviceCard>();
        report.statistics().forEach(advice -> cards.add(statistics(advice)));
        report.indexes().stream()
                .sorted(Comparator.comparingDouble(IndexAdvice::predictedGainPercent)
                        .reversed())
                .forEach(advice -> cards.add(index(advice, report.band())));
        report.cache().stream()
                .filter(AdviceCards::worthwhile)
                .sorted(Comparator.comparingDouble(CacheAdvice::savedMillisPerSecond)
                        .reversed())
                .forEach(advice -> cards.add(cache(advice)));
        report.droppable().forEach(advice -> cards.add(drop(advice)));
        return cards;
    }

    /// What an index alone does best is told by the index.
    private static boolean worthwhile(CacheAdvice advice) {
        return switch (advice.choice()) {
            case CACHE, BOTH -> true;
            case INDEX, NEITHER -> false;
        };
    }

    private AdviceCard index(IndexAdvice advice, ErrorBand band) {
        var evidence = new ArrayList<>(advice.evidence());
        evidence.add(
                band.guessed()
                        ? words.getString("band.guessed")
                        : say("band.known", times(band.low()), times(band.high()), band.samples()));
        return new AdviceCard(
                AdviceCard.Kind.INDEX,
                less(advice.predictedGainPercent()),
                words.getString("unit.time"),
                words.getString("card.index"),
                SqlLine.of(target(advice.ddl())),
                unbroken(advice.summary()),
                List.of(
                        Figures.bytes(advice.sizeBytes()) + " · " + brief(advice.buildTime()),
                        say("cost.writes", Figures.percent(advice.writeCostPercent()))),
                evidence,
                advice.ddl(),
                advice.undo(),
                advice.table(),
                Optional.of(advice),
                advice.queries());
    }

    /// What stands behind the last `ON` before the columns: `executions (workflow_id, status)`.
    static String target(String ddl) {
        var on = ddl.toUpperCase(Locale.ROOT).indexOf(" ON ");
        return (on < 0 ? ddl : ddl.substring(on + 4)).replaceFirst("(?i) USING btree ", " ");
    }

    private AdviceCard cache(CacheAdvice advice) {
        var costs = Stream.of(
                say("cost.hits", Figures.percent(100 * advice.predictedHitRate())),
                advice.choice() == CacheAdvice.Choice.BOTH
                        ? words.getString("cost.both")
                        : words.getString("cost.noindex"));
        return new AdviceCard(
                AdviceCard.Kind.CACHE,
                Figures.millis(advice.savedMillisPerSecond()),
                words.getString("unit.saved"),
                say("card.cache", Figures.time(Duration.ofMillis(Math.round(advice.ttlSeconds() * 1000)))),
                SqlLine.of(advice.query()),
                unbroken(advice.summary()),
                costs.toList(),
                Stream.concat(advice.evidence().stream(), advice.tie().stream().flatMap(tie -> tie.evidence().stream()))
                        .toList(),
                "",
                "",
                "",
                Optional.empty(),
                List.of());
    }

    private AdviceCard drop(DropAdvice advice) {
        return new AdviceCard(
                AdviceCard.Kind.DROP,
                Figures.bytes(advice.sizeBytes()),
                words.getString("unit.free"),
                words.getString("card.drop"),
                advice.index(),
                advice.reason(),
                List.of(say("cost.table", advice.table())),
                List.of(),
                advice.ddl(),
                advice.undo(),
                advice.table(),
                Optional.empty(),
                List.of());
    }

    private AdviceCard statistics(StatisticsAdvice advice) {
        return new AdviceCard(
                AdviceCard.Kind.STATISTICS,
                words.getString("card.first"),
                words.getString("unit.first"),
                words.getString("card.statistics"),
                advice.table(),
                advice.reason(),
                List.of(words.getString("cost.statistics")),
                List.of(),
                advice.sql(),
                "",
                advice.table(),
                Optional.empty(),
                List.of());
    }

    /// No line begins with the sign of a figure that ends the one before.
    private static String unbroken(String text) {
        return text.replace(" %", "\u00a0%");
    }

    static String less(double percent) {
        return (percent >= 0 ? "−" : "+") + Figures.percent(Math.abs(percent)) + " %";
    }

    private static String times(double factor) {
        return Figures.rate(factor);
    }

    private static String brief(Duration time) {
        return time.toMillis() < 1000 ? "< 1 s" : Figures.time(time);
    }

    private String say(String key, Object... values) {
        return MessageFormat.format(words.getString(key), values);
    }
}
