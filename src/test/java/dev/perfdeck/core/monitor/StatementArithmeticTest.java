package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Differences and sums of statement figures, against what the single calls say.
class StatementArithmeticTest {
    private static final StatementInfo INFO = info("", -1);

    /// What a test sets; the rest is zero.
    record Entry(long calls, double millis, long rows, long since) {}

    @Property
    void theSpreadOfASpanIsThatOfItsCallsAlone(
            @ForAll @Size(max = 40) List<@DoubleRange(min = 0, max = 10_000) Double> before,
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = 0, max = 10_000) Double> within) {
        var all = new java.util.ArrayList<>(before);
        all.addAll(within);
        var delta = new double[Tally.WIDTH];
        Tally.minus(row(all), 0, row(before), 0, delta, 0);
        assertThat(delta[Tally.CALLS]).isEqualTo(within.size());
        assertThat(delta[Tally.MILLIS]).isCloseTo(sum(within), within(1e-6));
        assertThat(Tally.stddev(delta, 0)).isCloseTo(stddev(within), within(1e-3));
    }

    @Property
    void intervalsAddUpToTheWhole(
            @ForAll @Size(min = 1, max = 8)
                    List<@Size(max = 20) List<@DoubleRange(min = 0, max = 10_000) Double>> intervals) {
        var sum = new double[Tally.WIDTH];
        intervals.forEach(interval -> Tally.plus(sum, 0, row(interval), 0));
        var all = intervals.stream().flatMap(List::stream).toList();
        assertThat(sum[Tally.CALLS]).isEqualTo(all.size());
        if (!all.isEmpty()) {
            assertThat(Tally.stddev(sum, 0)).isCloseTo(stddev(all), within(1e-6));
        }
    }

    /// Differences of sums of squares would be off by more than the figure itself here.
    @Test
    void aBillionCallsBeforeDoNotDrownTheSpreadOfTen() {
        var before = new double[Tally.WIDTH];
        before[Tally.CALLS] = 1e9;
        before[Tally.MILLIS] = 1e10;
        before[Tally.SPREAD] = Tally.spread(1e9, 0.001);
        var now = before.clone();
        var ten = row(List.of(9.9, 10.1, 9.9, 10.1, 9.9, 10.1, 9.9, 10.1, 9.9, 10.1));
        Tally.plus(now, 0, ten, 0);
        var delta = new double[Tally.WIDTH];
        Tally.minus(now, 0, before, 0, delta, 0);
        assertThat(Tally.stddev(delta, 0)).isCloseTo(0.1, within(0.001));
    }

    @Test
    void whatWasNotMeasuredIsUnknownUntilItIs() {
        var none = new double[Tally.WIDTH];
        none[Tally.IO] = Double.NaN;
        var some = new double[Tally.WIDTH];
        some[Tally.IO] = 5;
        var to = new double[Tally.WIDTH];
        Tally.minus(some, 0, none, 0, to, 0);
        assertThat(to[Tally.IO]).isEqualTo(5);
        Tally.plus(to, 0, none, 0);
        assertThat(to[Tally.IO]).isEqualTo(5);
        Tally.plus(none, 0, none.clone(), 0);
        assertThat(none[Tally.IO]).isNaN();
    }

    @Property
    void statementsThatWereEvictedAndMadeAgainCountFromZero(
            @ForAll @LongRange(min = 1, max = 1_000_000) long before,
            @ForAll @LongRange(min = 1, max = 1_000_000) long calls,
            @ForAll @LongRange(min = 0, max = 1_000_000) long millis) {
        var then = snapshot(Map.of(key(1, true), new Entry(before, 500_000, before, 0)));
        var now = snapshot(Map.of(key(1, true), new Entry(calls, millis, calls, 0)));
        var deltas = now.since(then);
        var anew = calls < before || millis < 500_000;
        if (!anew && calls == before) {
            assertThat(deltas.size()).isZero();
        } else {
            var row = deltas.find(key(1, true));
            assertThat(deltas.at(row, Tally.CALLS))
                    .isEqualTo(anew ? calls : calls - before)
                    .isPositive();
            assertThat(deltas.at(row, Tally.MILLIS)).isNotNegative();
            assertThat(deltas.at(row, Tally.ROWS)).isNotNegative();
            assertThat(deltas.stddev(row)).isNotNegative();
        }
    }

    /// The trap: more calls than before, but less of something else.
    @Test
    void anyCounterThatFellMeansANewEntry() {
        var then = snapshot(Map.of(key(1, true), new Entry(5, 5, 500, 0)));
        var now = snapshot(Map.of(key(1, true), new Entry(6, 6, 6, 0)));
        assertThat(entries(now.since(then))).containsEntry(key(1, true), new Entry(6, 6, 6, 0));
    }

    @Test
    void aNewBirthdayMeansCountingFromZeroThoughEveryCounterRose() {
        var then = snapshot(Map.of(key(1, true), new Entry(5, 5, 5, 111)));
        var now = snapshot(Map.of(key(1, true), new Entry(6, 6, 6, 222)));
        assertThat(entries(now.since(then))).containsEntry(key(1, true), new Entry(6, 6, 6, 222));
    }

    @Test
    void afterAResetEverythingCountsFromZero() {
        var then = new StatementSnapshot(0, 0, table(Map.of(key(1, true), new Entry(5, 5, 5, 0))), info("a", 0));
        var now = new StatementSnapshot(0, 0, table(Map.of(key(1, true), new Entry(6, 6, 6, 0))), info("b", 0));
        assertThat(now.resetSince(then)).isTrue();
        assertThat(entries(now.since(then))).containsEntry(key(1, true), new Entry(6, 6, 6, 0));
    }

    @Test
    void usersDatabasesAndNestingAreKeptApart() {
        var keys = List.of(key(1, true), key(2, true), key(1, false), new StatementKey(1, 99, 42, true));
        var zero = new HashMap<StatementKey, Entry>();
        var some = new HashMap<StatementKey, Entry>();
        keys.forEach(key -> {
            zero.put(key, new Entry(0, 0, 0, 0));
            some.put(key, new Entry(keys.indexOf(key) + 1, 1, 1, 0));
        });
        assertThat(entries(snapshot(some).since(snapshot(zero)))).isEqualTo(some);
        assertThat(keys)
                .allSatisfy(
                        key -> assertThat(StatementKey.parse(key.toString())).contains(key));
        assertThat(StatementKey.parse("1/2/x/true")).isEmpty();
        assertThat(StatementKey.parse("1/2/9999999999999999999/true")).isEmpty();
    }

    @Test
    void aResetWithoutAMarkShowsByMostEntriesBeingGone() {
        var many = new HashMap<StatementKey, Entry>();
        LongStream.range(0, 20).forEach(n -> many.put(key(n, true), new Entry(9, 9, 9, 0)));
        var fewer = new HashMap<>(many);
        fewer.remove(key(3, true));
        assertThat(snapshot(fewer).resetSince(snapshot(many))).isFalse();
        assertThat(snapshot(Map.of(key(1, true), new Entry(1, 1, 1, 0))).resetSince(snapshot(many)))
                .isTrue();
    }

    @Test
    void anHourOfManyStatementsKeepsTheWeightiestAndTheTimeOfAll() {
        var log = new StatementLog();
        var entries = new HashMap<StatementKey, Entry>();
        LongStream.range(0, 3_000).forEach(n -> entries.put(new StatementKey(1, 5, n, true), new Entry(1, n, 0, 0)));
        entries.put(new StatementKey(1, 5, -1, true), new Entry(1_000_000, 0.001, 0, 0));
        var table = table(entries);
        for (int second = 5; second <= 3_600; second += 5) {
            log.add(second, table);
        }
        var sums = log.sums(3_600, java.time.Duration.ofHours(1));
        assertThat(sums.statements().size()).isLessThan(1_100);
        var slowest = sums.statements().find(new StatementKey(1, 5, 2_999, true));
        assertThat(sums.statements().at(slowest, Tally.CALLS)).isEqualTo(720);
        assertThat(sums.statements().stddev(slowest)).isCloseTo(0, within(1e-6));
        assertThat(sums.statements().find(new StatementKey(1, 5, -1, true))).isNotNegative();
        assertThat(sums.millis().values().stream().mapToDouble(it -> it).sum())
                .isCloseTo(720.0 * 2_999 * 1_500 + 0.72, within(1.0));
        assertThat(log.trend(new StatementKey(1, 5, 2_999, true), 3_600, java.time.Duration.ofHours(1)))
                .hasSize(720)
                .containsOnly(2_999.0);
    }

    private static double[] row(List<Double> times) {
        var row = new double[Tally.WIDTH];
        row[Tally.CALLS] = times.size();
        row[Tally.MILLIS] = sum(times);
        row[Tally.SPREAD] = times.isEmpty() ? 0 : Tally.spread(times.size(), stddev(times));
        return row;
    }

    private static double sum(List<Double> times) {
        return times.stream().mapToDouble(it -> it).sum();
    }

    private static double stddev(List<Double> times) {
        var mean = sum(times) / times.size();
        return Math.sqrt(
                times.stream().mapToDouble(it -> (it - mean) * (it - mean)).sum() / times.size());
    }

    private static StatementKey key(long user, boolean topLevel) {
        return new StatementKey(user, 5, 42, topLevel);
    }

    private static StatementInfo info(String mark, long evicted) {
        return new StatementInfo(mark, evicted, 5_000, "top", false, false, "auto");
    }

    private static StatementSnapshot snapshot(Map<StatementKey, Entry> entries) {
        return new StatementSnapshot(0, 0, table(entries), INFO);
    }

    private static StatementTable table(Map<StatementKey, Entry> entries) {
        var rows = new StatementTable.Rows(1);
        entries.forEach((key, entry) -> {
            var at = rows.begin(key, entry.since);
            rows.set(at, Tally.CALLS, entry.calls);
            rows.set(at, Tally.MILLIS, entry.millis);
            rows.set(at, Tally.ROWS, entry.rows);
        });
        return rows.table();
    }

    private static Map<StatementKey, Entry> entries(StatementTable table) {
        var entries = new HashMap<StatementKey, Entry>();
        for (int row = 0; row < table.size(); row++) {
            entries.put(
                    table.key(row),
                    new Entry(
                            (long) table.at(row, Tally.CALLS),
                            table.at(row, Tally.MILLIS),
                            (long) table.at(row, Tally.ROWS),
                            table.since(row)));
        }
        return entries;
    }
}
