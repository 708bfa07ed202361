package dev.perfdeck.app;

import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.core.target.explain.StatementPlans;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.Window;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.Verification;
import dev.perfdeck.model.migration.Verification.IndexProof;
import dev.perfdeck.model.migration.Verification.LatencyChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How long the reading statements of a table took before and after an index of it was built, over windows of equal
/// length, out of what the sampler has seen. The statements are weighed by their calls after it, so that another mix of
/// them is not taken for another speed. Safe on any thread.
record LatencyAround(StatementRoom statements, Journal journal) {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /// Two readings of the sampler.
    private static final Duration LEAST = Duration.ofSeconds(10);
    /// A reading tells of the seconds since the one before.
    private static final Duration READING = Duration.ofSeconds(5);

    private static final Duration KEPT = Duration.ofHours(1);

    Verification beside(Verification verification, Instant now) {
        var entries = journal.entries();
        return new Verification(
                verification.indexes().stream()
                        .map(proof ->
                                new IndexProof(proof.index(), proof.before(), proof.now(), change(proof, entries, now)))
                        .toList(),
                verification.problems());
    }

    private Optional<LatencyChange> change(IndexProof proof, List<JournalEntry> entries, Instant now) {
        return built(entries, proof.index().migration())
                .flatMap(done -> of(
                        proof.index().table().replaceFirst(".*\\.", "").replace("\"", ""),
                        done.at().minus(done.took()),
                        done.at(),
                        now));
    }

    /// The newest step that built it; what was only looked at or taken back since says nothing.
    private static Optional<JournalEntry> built(List<JournalEntry> entries, String step) {
        return entries.reversed().stream()
                .filter(entry -> entry.step().equals(step) && entry.outcome() == JournalEntry.Outcome.DONE)
                .findFirst()
                .filter(entry -> entry.verb().equals("apply") || entry.verb().equals("order"));
    }

    Optional<LatencyChange> of(String table, Instant begun, Instant done, Instant now) {
        var after = Duration.between(done.plus(READING), now);
        var length = after.compareTo(LONGEST) < 0 ? after : LONGEST;
        var span = Duration.between(begun.minus(length), now).plusSeconds(1);
        if (length.compareTo(LEAST) < 0 || span.compareTo(KEPT) > 0) {
            return Optional.empty();
        }
        var sum = new double[3];
        for (var statement : statements.statements(span, StatementFilter.ALL)) {
            if (reads(statement, table)) {
                add(statement.key(), span, begun, done.plus(READING), length.toSeconds(), sum);
            }
        }
        return sum[2] > 0
                ? Optional.of(new LatencyChange(
                        sum[0] / sum[2], sum[1] / sum[2], length.toSeconds(), Math.round(sum[2] * READING.toSeconds())))
                : Optional.empty();
    }

    private static boolean reads(StatementFigures statement, String table) {
        return StatementPlans.reads(statement.text()) && TableWords.any(statement.text(), List.of(table));
    }

    private void add(String key, Duration span, Instant begun, Instant later, long seconds, double[] sum) {
        var means = statements.mean(key, span);
        var rates = statements.calls(key, span);
        var before = weighed(means, rates, begun.getEpochSecond() - seconds, seconds);
        var after = weighed(means, rates, later.getEpochSecond(), seconds);
        if (before[1] > 0 && after[1] > 0) {
            sum[0] += before[0] / before[1] * after[1];
            sum[1] += after[0];
            sum[2] += after[1];
        }
    }

    /// Time and calls, as sums of the readings from that second on.
    private static double[] weighed(Window means, Window rates, long from, long seconds) {
        var sum = new double[2];
        for (long second = from + 1; second <= from + seconds; second++) {
            var rate = at(rates, second);
            var mean = at(means, second);
            if (rate > 0 && !Double.isNaN(mean)) {
                sum[0] += mean * rate;
                sum[1] += rate;
            }
        }
        return sum;
    }

    private static double at(Window window, long second) {
        var place = second - window.firstSecond();
        return place >= 0 && place < window.size() ? window.values()[(int) place] : Double.NaN;
    }
}
