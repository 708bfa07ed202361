package dev.perfdeck.core.advise.index;

import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.StatementGain;
import dev.perfdeck.model.advice.Surroundings;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.TableFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Words the chosen indexes: what each is for, what it brings, what it costs. Pure.
final class IndexRules {
    /// As PostgreSQL writes sizes.
    private static final double MB = 1024 * 1024;

    /// Planner's units of one more entry in a B-tree: a page that is touched once more, and its share of being written.
    static final double WRITE_COST = 1.0;

    /// An inverted index takes several entries a row.
    static final double GIN_WRITE_COST = 6.0;

    private static final double BUILD_BYTES_PER_SECOND = 50e6;

    private final List<Explored> statements;
    private final Map<Candidate, Shape> shapes;
    private final Map<String, TableFacts> tables;
    private final Surroundings around;
    private final ErrorBand band;

    IndexRules(
            List<Explored> statements,
            Map<Candidate, Shape> shapes,
            Map<String, TableFacts> tables,
            Surroundings around,
            ErrorBand band) {
        this.statements = statements;
        this.shapes = shapes;
        this.tables = tables;
        this.around = around;
        this.band = band;
    }

    /// What keeping an index up to date costs within the span, in the unit of the workload's cost.
    static double upkeep(Shape shape, Surroundings around) {
        double writes = around.writesPerSecond().getOrDefault(shape.table(), 0.0);
        double span = Double.isNaN(around.spanSeconds()) ? 1 : around.spanSeconds();
        return writes * span * (shape.method().equals("gin") ? GIN_WRITE_COST : WRITE_COST);
    }

    List<IndexAdvice> advise(Collection<Candidate> chosen) {
        double all = statements.stream().mapToDouble(Explored::weighted).sum();
        return chosen.stream()
                .map(it -> advice(it, Set.copyOf(chosen), all))
                .sorted(Comparator.comparingDouble((IndexAdvice it) -> -it.predictedGainPercent())
                        .thenComparing(IndexAdvice::name))
                .toList();
    }

    private IndexAdvice advice(Candidate candidate, Set<Candidate> chosen, double all) {
        var shape = Objects.requireNonNull(shapes.get(candidate), candidate.name());
        var served = statements.stream()
                .filter(it -> it.usedAfter.contains(candidate))
                .sorted(Comparator.comparingDouble(it -> -it.statement.weight() * (it.base - it.after)))
                .toList();
        var others = new HashSet<>(chosen);
        others.remove(candidate);
        double gain = served.stream()
                .mapToDouble(it -> it.statement.weight() * Math.max(0, it.costWith(others) - it.after))
                .sum();
        double gainPercent = all > 0 ? 100 * gain / all : 0;
        double upkeepPercent = all > 0 ? 100 * upkeep(shape, around) / all : 0;
        double writes = around.writesPerSecond().getOrDefault(shape.table(), 0.0);
        var gains = served.stream().map(IndexRules::gain).toList();
        var table = tables.get(shape.table());
        long tableBytes = table == null ? 0 : table.sizeBytes();
        // Of a partitioned table, PostgreSQL neither builds nor drops an index concurrently.
        var concurrently = table != null && table.partitioned() ? "" : "CONCURRENTLY ";
        return new IndexAdvice(
                candidate.name(),
                candidate.ddl().replaceFirst("^CREATE INDEX ", "CREATE INDEX " + concurrently),
                "DROP INDEX " + concurrently + schema(shape.table()) + candidate.name(),
                shape.table(),
                shape.columns(),
                summary(shape, gains, gainPercent),
                evidence(shape, candidate, gains, writes),
                candidate.sizeBytes(),
                Duration.ofMillis(Math.round(1000 * (2 * tableBytes + candidate.sizeBytes()) / BUILD_BYTES_PER_SECOND)),
                gainPercent,
                upkeepPercent,
                writes,
                gains);
    }

    static StatementGain gain(Explored it) {
        return new StatementGain(
                it.statement.queryId(),
                it.statement.text(),
                it.statement.weight(),
                it.base,
                it.after,
                it.statement.meanMillis());
    }

    private static String schema(String table) {
        int dot = table.lastIndexOf('.');
        return dot < 0 ? "" : table.substring(0, dot + 1);
    }

    private static String summary(Shape shape, List<StatementGain> gains, double percent) {
        double best = gains.stream().mapToDouble(StatementGain::percent).max().orElse(0);
        return format(
                "An index on %s (%s) takes %.0f %% off the workload's cost: %d %s gain, the most %.1f %%.",
                shape.table(),
                String.join(", ", shape.columns()),
                percent,
                gains.size(),
                gains.size() == 1 ? "statement would" : "statements would",
                best);
    }

    private List<String> evidence(Shape shape, Candidate candidate, List<StatementGain> gains, double writes) {
        var lines = new ArrayList<String>();
        var table = tables.get(shape.table());
        if (table != null) {
            lines.add(
                    format("%s has about %,.0f rows in %.1f MB.", table.name(), table.rows(), table.sizeBytes() / MB));
        }
        if (table != null && table.partitioned()) {
            lines.add("The table is partitioned: its partitions cannot be written to while the index is built.");
        }
        gains.stream()
                .limit(3)
                .forEach(it -> lines.add(format(
                        "Cost %,.0f becomes %,.0f, %,.0f times in the span: %s",
                        it.costBefore(), it.costAfter(), it.weight(), brief(it.query()))));
        lines.add(format("It would be about %.1f MB.", candidate.sizeBytes() / MB));
        lines.add(
                writes > 0
                        ? format("%.1f writes/s to the table would each keep it up to date.", writes)
                        : "No writes to the table were seen.");
        lines.add(
                band.guessed()
                        ? "Nothing was measured yet: cost says the direction of time, and its size only roughly."
                        : format(
                                "Of %d statements measured after earlier advice, four in five took %.1f to %.1f times"
                                        + " what was predicted.",
                                band.samples(), band.low(), band.high()));
        return lines;
    }

    static String brief(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 100 ? line : line.substring(0, 99) + "…";
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is of a library that this room does not have
    private static String format(String words, Object... values) {
        return String.format(Locale.ROOT, words, values);
    }
}
